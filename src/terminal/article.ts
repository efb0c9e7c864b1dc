import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { operator } from '#foundation/accounts/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { articleStateLabels, type ArticleState } from '#editorial/articles/index.ts';
import {
	getForWriting,
	listForWriting,
	publishArticle,
	renameArticle,
	submitArticle,
	withdrawArticle
} from '#editorial/articles/index.server.ts';
import { readArticleFile, writeArticleFile } from '#editorial/imports/index.server.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';

const options = {
	json: { type: 'boolean' },
	state: { type: 'string' },
	at: { type: 'string' },
	reason: { type: 'string' },
	note: { type: 'string' },
	neutrality: { type: 'string' },
	out: { type: 'string' }
} as const;

export const article: Command = {
	name: 'article',
	summary: 'Écrire, publier, retirer un article',
	help: `Usage :
  article list [--state ${Object.keys(articleStateLabels).join('|')}] [--json]
  article create FICHIER.md            le même Markdown que « import », avec passages et variantes
  article show ADRESSE                 écrit l’article en Markdown, pour le corriger
  article revise ADRESSE FICHIER.md [--note TEXTE]
  article submit ADRESSE [--note TEXTE] [--neutrality TEXTE]
                                          l’envoie à ceux qui le valident ; en période préélectorale, dit pourquoi
  article publish ADRESSE [--at 2026-12-01T08:00]   seulement s’il est validé
  article withdraw ADRESSE --reason TEXTE
  article rename ADRESSE NOUVELLE-ADRESSE

Un article créé ou révisé n’est visible des lecteurs qu’une fois publié.`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb = '', ...rest] = positionals;
		const action = verbs[verb];
		if (!action) throw new UsageError(`Demande inconnue : « ${verb} ».`);
		return action(terminal, rest, values);
	}
};

type Values = { json?: boolean; state?: string; at?: string; reason?: string; note?: string; neutrality?: string };
type Action = (terminal: Terminal, words: string[], values: Values) => Promise<number>;

const find = ({ db }: Terminal, slug: string | undefined) =>
	getForWriting(db, operator, { slug: needed(slug, 'l’adresse de l’article') });

const verbs: Record<string, Action> = {
	async list({ db, print }, _words, { state, json }) {
		const rows = await listForWriting(db, operator, { state: state as ArticleState | undefined });
		const lines = rows.map(
			({ slug, state, title }) => `${articleStateLabels[state].padEnd(12)} ${slug.padEnd(44)} ${title}`
		);
		print(
			json
				? JSON.stringify(
						rows.map(({ slug, kind, state, title, publishedAt }) => ({ slug, kind, state, title, publishedAt }))
					)
				: lines.join('\n')
		);
		return 0;
	},
	async create(terminal, [path]) {
		const { slug } = await readArticleFile(terminal.db, operator, terminal.store, needed(path, 'le fichier'));
		terminal.print(slug);
		return 0;
	},
	async show(terminal, [slug]) {
		terminal.print(await writeArticleFile(terminal.db, await find(terminal, slug)));
		return 0;
	},
	async revise(terminal, [slug, path], { note }) {
		const before = await find(terminal, slug);
		await readFile(needed(path, 'le fichier'));
		await readArticleFile(terminal.db, operator, terminal.store, path!, { id: before.id, note });
		terminal.print(`« ${before.slug} » a une nouvelle version ; publiez-la pour que les lecteurs la voient.`);
		return 0;
	},
	async submit(terminal, [slug], { note, neutrality: neutralityReason }) {
		const { id } = await find(terminal, slug);
		const state = await terminal.db
			.transaction()
			.execute((tx) => submitArticle(tx, operator, id, { note, neutralityReason }));
		terminal.print(`« ${slug} » : ${articleStateLabels[state].toLowerCase()}.`);
		return 0;
	},
	async publish(terminal, [slug], { at }) {
		const { id } = await find(terminal, slug);
		const instant = at === undefined ? undefined : instantFromLocal(at);
		if (at !== undefined && !instant) throw new Invalid(`« ${at} » n’est pas une date : écrivez 2026-12-01T08:00.`);
		await terminal.db.transaction().execute((tx) => publishArticle(tx, operator, id, { at: instant }));
		terminal.print(instant ? `« ${slug} » paraîtra le ${at}.` : `« ${slug} » est publié.`);
		return 0;
	},
	async withdraw(terminal, [slug], { reason }) {
		const { id } = await find(terminal, slug);
		await terminal.db.transaction().execute((tx) => withdrawArticle(tx, operator, id, reason ?? ''));
		terminal.print(`« ${slug} » est retiré ; son texte est conservé.`);
		return 0;
	},
	async rename(terminal, [slug, wanted]) {
		const { id } = await find(terminal, slug);
		const taken = await terminal.db
			.transaction()
			.execute((tx) => renameArticle(tx, operator, id, needed(wanted, 'la nouvelle adresse')));
		terminal.print(taken);
		return 0;
	}
};
