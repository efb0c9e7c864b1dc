import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { importPath, type ImportReport } from '#editorial/imports/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { count } from '#kernel/text.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { progressBar } from './progress.ts';

const options = {
	section: { type: 'string' },
	structure: { type: 'string' },
	mapping: { type: 'string' },
	publish: { type: 'boolean' },
	validated: { type: 'string' },
	drafts: { type: 'boolean' },
	'dry-run': { type: 'boolean' },
	json: { type: 'boolean' }
} as const;

export const importCommand: Command = {
	name: 'import',
	summary: 'Importe un dossier de Markdown ou un export WordPress',
	help: `Usage : import CHEMIN [--section ADRESSE] [--structure ADRESSE] [--publish [--validated TEXTE]] [--mapping FICHIER] [--drafts] [--dry-run] [--json]

CHEMIN est un dossier de fichiers Markdown avec un en-tête YAML (Jekyll, Hugo, Eleventy), un seul de ces fichiers,
ou un export WordPress (.xml), à côté duquel est copié son dossier « uploads ».

  --section ADRESSE    la rubrique de tous les articles ; sinon leur catégorie, créée au besoin
  --structure ADRESSE  la structure qui parle ; sinon la première
  --publish            les rend visibles des agents, à leur date d’origine ; sinon ce sont des brouillons
  --validated TEXTE    où et par qui ces articles ont été validés (« site de la Ville, direction de la communication ») :
                       c’est noté au journal. Sans cela, ceux qu’un circuit fait valider ici restent des brouillons
  --mapping FICHIER    en YAML, « catégorie: adresse-de-rubrique » par ligne
  --drafts             prend aussi les brouillons de l’ancien site
  --dry-run            dit ce qui serait fait, sans rien écrire
  --json               le compte rendu en JSON : { imported, skipped, failed }

Rien n’est cherché sur le réseau. Importer deux fois la même chose ne change rien ; un article modifié reçoit une nouvelle
version. Code de sortie 1 si un article n’a pas pu être importé.`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [path, ...others] = positionals;
		if (!path) throw new UsageError('Il manque le chemin à importer.');
		if (others.length > 0) throw new UsageError(`Un seul chemin à la fois : « ${others[0]} » est de trop.`);
		const mapping = values.mapping === undefined ? undefined : await readMapping(values.mapping);
		const bar = progressBar(terminal.isTTY, 'Import');
		const { section, structure, publish, validated, drafts } = values;
		const asked = { path, section, structure, publish, validated, drafts, mapping, dryRun: values['dry-run'] };
		try {
			const report = await importPath(terminal.db, operator, terminal.store, asked, bar.update);
			bar.stop();
			tell(report, terminal, values);
			return report.failed.length > 0 ? 1 : 0;
		} finally {
			bar.stop();
		}
	}
};

async function readMapping(path: string): Promise<Record<string, string>> {
	const source = await readFile(path, 'utf8').catch(() => undefined);
	if (source === undefined) throw new Invalid(`Le fichier « ${path} » n’existe pas ou ne peut pas être lu.`);
	const wrong = new Invalid(
		`Le fichier « ${path} » doit contenir une ligne « catégorie: adresse-de-rubrique » par catégorie.`
	);
	let mapping: unknown;
	try {
		mapping = parse(source);
	} catch {
		throw wrong;
	}
	const isMap =
		typeof mapping === 'object' && mapping !== null && Object.values(mapping).every((slug) => typeof slug === 'string');
	if (!isMap) throw wrong;
	return mapping as Record<string, string>;
}

function tell(
	report: ImportReport,
	{ print }: Terminal,
	{ json, 'dry-run': dryRun }: { json?: boolean; 'dry-run'?: boolean }
) {
	if (json) return print(JSON.stringify(report, null, '\t'));
	const { imported, skipped, failed } = report;
	for (const { source, slug, title, warnings } of imported) {
		print(`✓ ${title}\n  ${source} → ${slug}`);
		for (const warning of warnings) print(`  · ${warning}`);
	}
	for (const { source, reason } of skipped) print(`– ${source} : ${reason}`);
	for (const { source, reason } of failed) print(`✗ ${source} : ${reason}`);
	const done = dryRun ? ' (rien n’a été écrit)' : '';
	print(
		`\n${count(imported.length, 'article importé', 'articles importés')}, ${count(skipped.length, 'laissé')}, ${count(failed.length, 'en échec', 'en échec')}${done}.`
	);
}
