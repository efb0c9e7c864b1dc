import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { importSubscribers, leave, showSubscriber } from '#distribution/subscribers/index.server.ts';
import { subscriptionStateLabels, suppressionLabels, type ImportReport } from '#distribution/subscribers/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { getStructure } from '#foundation/structures/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { count, number } from '#kernel/text.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';
import { publicationAt } from './issue-names.ts';
import { progressBar } from './progress.ts';
import { exportList } from './subscriber-export.ts';

const options = {
	publication: { type: 'string' },
	origin: { type: 'string' },
	structure: { type: 'string' },
	purpose: { type: 'string' },
	out: { type: 'string' },
	'dry-run': { type: 'boolean' },
	json: { type: 'boolean' }
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
type Action = (terminal: Terminal, word: string, values: Values) => Promise<number>;

export const subscriber: Command = {
	name: 'subscriber',
	summary: 'Abonnés : importer, exporter, consulter, désabonner',
	help: `Usage :
  subscriber import FICHIER --publication TITRE --origin TEXTE [--structure SLUG] [--dry-run] [--json]
        FICHIER est un CSV : « ; » ou « , », UTF-8 ou Windows-1252, une colonne « courriel » (adresse, e-mail, mail) et, si
        besoin, une colonne « structure » ; ou une adresse par ligne, sans en-tête.
        --origin dit d’où vient l’accord de ces personnes, et quand : c’est la preuve qui est gardée de chacune. Pour un
        titre réservé aux agents, il vaut attestation que ce sont leurs adresses professionnelles.
        --structure dit dans quelle voix elles lisent ; sinon la colonne, sinon l’éditeur du titre.
        --dry-run compte sans rien écrire.
        Qui s’est désabonné ou est écarté n’est jamais réabonné. Importer deux fois ne change rien.
  subscriber show ADRESSE [--json]                     ce qui est gardé d’une adresse ; rend 1 quand il n’y en a rien
  subscriber leave ADRESSE --publication TITRE [--json]
  subscriber export --publication TITRE --purpose TEXTE [--out FICHIER [--json]]
        La liste des abonnés d’un titre en CSV, sans les agents ; --purpose dit à quoi elle servira : c’est noté au journal.

TITRE est l’adresse d’un journal ou d’une infolettre (« publication list » les donne).`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb = '', word, ...others] = positionals;
		if (verb === 'export') return exportList(terminal, word === undefined ? values : refuse(word));
		const action = verbs[verb];
		if (!action) throw new UsageError(`Demande inconnue : « ${verb} ».`);
		if (others[0] !== undefined) refuse(others[0]);
		return action(terminal, needed(word, verb === 'import' ? 'le fichier à importer' : 'l’adresse'), values);
	}
};

function refuse(word: string): never {
	throw new UsageError(`« ${word} » est de trop.`);
}

const verbs: Record<string, Action> = { import: importFile, show, leave: leaveOne };

async function importFile(terminal: Terminal, path: string, values: Values): Promise<number> {
	const { db, settings, isTTY } = terminal;
	const publication = await publicationAt(db, needed(values.publication, '--publication TITRE'));
	const origin = needed(values.origin, '--origin TEXTE');
	const structureId = values.structure ? (await getStructure(db, values.structure)).id : null;
	if (structureId && !publication.voices.includes(structureId))
		throw new Invalid(`« ${values.structure} » ne porte pas « ${publication.title} ».`);
	const file = await stat(path).catch(() => undefined);
	if (!file?.isFile()) throw new Invalid(`Le fichier « ${path} » n’existe pas ou ne peut pas être lu.`);
	const asked = {
		...{ publicationId: publication.id, origin, structureId, isAttested: true },
		...{ isDryRun: values['dry-run'] === true, secret: settings.sessionSecret }
	};
	const bar = progressBar(isTTY, values['dry-run'] ? 'Essai' : 'Import');
	try {
		const stream = createReadStream(path, { highWaterMark: 64 * 1024 });
		const report = await importSubscribers(db, operator, stream, asked, (bytes, { lines }) =>
			bar.update(bytes, file.size, `${number(lines)} lignes`)
		);
		bar.stop();
		tell(report, terminal, values);
		return 0;
	} finally {
		bar.stop();
	}
}

function tell(report: ImportReport, { print }: Terminal, { json }: Values): void {
	if (json) return print(JSON.stringify(report));
	const { lines, added, already, left, suppressed, invalid, faults, isDryRun } = report;
	for (const { line, text, reason } of faults) print(`  ligne ${line} : ${reason}${text ? ` (« ${text} »)` : ''}`);
	if (invalid > faults.length) print(`  et ${number(invalid - faults.length)} autres.`);
	print(
		[
			`${count(lines, 'ligne')}${isDryRun ? ' (rien n’a été écrit)' : ''} :`,
			`  ${count(added, 'nouvel abonné', 'nouveaux abonnés')}`,
			`  ${count(already, 'déjà là', 'déjà là')}`,
			`  ${count(left, 'désabonné')}, jamais réabonné par un import`,
			`  ${count(suppressed, 'adresse écartée', 'adresses écartées')}`,
			`  ${count(invalid, 'ligne', 'lignes')} sans adresse utilisable`
		].join('\n')
	);
}

async function show({ db, settings, print }: Terminal, address: string, { json }: Values): Promise<number> {
	const { id, subscriptions, suppressions, ...known } = await showSubscriber(db, address, settings.sessionSecret);
	if (json) {
		const brief = subscriptions.map(({ publication, state, at }) => ({ publication, state, at }));
		print(JSON.stringify({ id, ...known, subscriptions: brief, suppressions }));
		return 0;
	}
	print(`${known.address}${known.agentId ? ' (agent)' : ''}`);
	for (const { publication, state, at } of subscriptions)
		print(`  ${publication.padEnd(28)} ${subscriptionStateLabels[state].padEnd(12)} ${at.slice(0, 10)}`);
	for (const { scope, reason } of suppressions) print(`  écartée (${scope}) : ${suppressionLabels[reason]}`);
	return 0;
}

async function leaveOne({ db, settings, print }: Terminal, address: string, values: Values): Promise<number> {
	const publication = await publicationAt(db, needed(values.publication, '--publication TITRE'));
	const { id } = await showSubscriber(db, address, settings.sessionSecret);
	const asked = { subscriberId: id, publicationId: publication.id, source: 'Terminal' };
	await db.transaction().execute((tx) => leave(tx, operator, asked));
	print(values.json ? JSON.stringify({ id, publication: publication.slug, state: 'left' }) : 'C’est fait.');
	return 0;
}
