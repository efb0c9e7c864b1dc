import { parseArgs } from 'node:util';
import { listAllIssues } from '#editions/publications/index.server.ts';
import { formLabels, isPublished } from '#editions/publications/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';
import { archive } from './issue-archive.ts';
import { compile } from './issue-compile.ts';
import { create, publish, withdraw } from './issue-compose.ts';
import { publicationAt } from './issue-names.ts';
import { issueOptions, type IssueValues } from './issue-options.ts';
import { printIssue } from './issue-print.ts';
import { sendTestTo } from './issue-send-test.ts';

type Action = (terminal: Terminal, words: string[], values: IssueValues) => Promise<number>;

export const issue: Command = {
	name: 'issue',
	summary: 'Numéros : créer, publier, compiler, envoyer un essai',
	help: `Usage :
  issue list TITRE [--json]                        du plus récent au plus ancien
  issue create TITRE --title TEXTE --articles adresse,adresse
        [--form ${Object.keys(formLabels).join('|')}] [--date 2026-11-26] [--number N] [--preheader TEXTE] [--publish] [--json]
        Sans --form, le premier article est à la une et les autres en résumé.
        Une forme peut suivre chaque adresse : neige:full,sapins:title
  issue publish TITRE/NUMÉRO [--at 2026-11-26T10:00]
  issue withdraw TITRE/NUMÉRO --reason TEXTE
  issue compile TITRE/NUMÉRO --out DOSSIER [--structure SLUG] [--json]
        Écrit DOSSIER/SLUG/letter.mjml, letter.html et letter.txt pour chaque structure.
        Rend 1 quand une lettre a une erreur.
  issue print TITRE/NUMÉRO --structure SLUG --out FICHIER.pdf [--json]
        Le numéro sur papier (A4), tel que la structure le dit. Il faut un navigateur (BROWSER_PATH).
  issue archive TITRE/NUMÉRO --out DOSSIER [--json]
        Le numéro en fichiers qui se lisent et se vérifient sans l’application (sha256sum -c SHA256SUMS).
  issue send-test TITRE/NUMÉRO --structure SLUG --to ADRESSE [--json]

TITRE est l’adresse d’un journal ou d’une infolettre (« publication list » les donne).`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options: issueOptions, allowPositionals: true });
		const [verb = '', ...words] = positionals;
		const action = verbs[verb];
		if (!action) throw new UsageError(`Demande inconnue : « ${verb} ».`);
		return action(terminal, words, values as IssueValues);
	}
};

const verbs: Record<string, Action> = {
	list,
	create,
	publish,
	withdraw,
	compile,
	print: printIssue,
	archive,
	'send-test': sendTestTo
};

async function list({ db, print }: Terminal, [slug]: string[], { json }: IssueValues): Promise<number> {
	const publication = await publicationAt(db, needed(slug, 'l’adresse du titre'));
	const issues = await listAllIssues(db, publication.id);
	const rows = issues.map(({ number, title, date, publishedAt, blocks }) => ({
		...{ number, title, date, publishedAt },
		published: isPublished({ publishedAt }, now()),
		articles: blocks.filter(({ kind }) => kind === 'article').length
	}));
	const lines = rows.map(
		({ number, title, date, published }) =>
			`${String(number).padStart(4)}  ${plainDay(date).padEnd(18)} ${(published ? 'paru' : 'en préparation').padEnd(15)} ${title}`
	);
	print(json ? JSON.stringify(rows) : lines.join('\n') || 'Aucun numéro.');
	return 0;
}
