import { parseArgs } from 'node:util';
import { createPublication, listAllIssues, listAllPublications } from '#editions/publications/index.server.ts';
import { publicationKindLabels, type Publication } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { getStructure, listStructures } from '#foundation/structures/index.server.ts';
import { reachLabels, type Reach } from '#kernel/reach.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';

const options = {
	json: { type: 'boolean' },
	kind: { type: 'string' },
	title: { type: 'string' },
	voices: { type: 'string' },
	owner: { type: 'string' },
	reach: { type: 'string' },
	tagline: { type: 'string' },
	cadence: { type: 'string' }
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

export const publication: Command = {
	name: 'publication',
	summary: 'Journaux et infolettres',
	help: `Usage :
  publication list [--json]   les titres, avec leur dernier numéro paru ou en préparation
  publication create ADRESSE --kind journal|newsletter --title TITRE --voices ville,agglo
        [--owner ville] [--reach internal|partners|public] [--tagline TEXTE] [--cadence TEXTE]
        Sans --owner, la première structure citée édite le titre ; sans --reach, il est réservé aux agents.`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb, slug] = positionals;
		if (verb === 'list' && positionals.length === 1) return list(terminal, values.json === true);
		if (verb === 'create') return create(terminal, needed(slug, 'l’adresse du titre'), values);
		throw new UsageError(`Demande inconnue : « ${positionals.join(' ')} ».`);
	}
};

async function list({ db, print }: Terminal, asJson: boolean): Promise<number> {
	const structures = new Map((await listStructures(db)).map(({ id, slug }) => [id, slug]));
	const rows = await Promise.all(
		(await listAllPublications(db)).map(async ({ id, ownerId, voices, ...row }) => ({
			...row,
			owner: structures.get(ownerId) ?? null,
			voices: voices.flatMap((voice) => structures.get(voice) ?? []),
			lastNumber: (await listAllIssues(db, id))[0]?.number ?? null
		}))
	);
	const lines = rows.map(
		(row) =>
			`${row.slug.padEnd(24)} ${publicationKindLabels[row.kind].padEnd(11)} ${reachLabels[row.reach].padEnd(14)} ${row.title}`
	);
	print(asJson ? JSON.stringify(rows) : lines.join('\n') || 'Aucun titre.');
	return 0;
}

async function create({ db, print }: Terminal, slug: string, values: Values): Promise<number> {
	const voices: string[] = [];
	for (const voice of needed(values.voices, '--voices').split(','))
		voices.push((await getStructure(db, voice.trim())).id);
	const made = await db.transaction().execute(async (tx) =>
		createPublication(tx, operator, {
			slug,
			kind: needed(values.kind, '--kind') as Publication['kind'],
			title: needed(values.title, '--title'),
			tagline: values.tagline ?? '',
			cadence: values.cadence ?? '',
			reach: (values.reach ?? 'internal') as Reach,
			ownerId: values.owner ? (await getStructure(tx, values.owner)).id : voices[0]!,
			voices
		})
	);
	print(made.slug);
	return 0;
}
