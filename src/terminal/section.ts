import { changeSectionName } from '#editorial/section-changes/index.server.ts';
import { parseArgs } from 'node:util';
import { operator } from '#foundation/accounts/index.ts';
import { createSection, getSection, listRemits, listSections, setRemit } from '#foundation/sections/index.server.ts';
import { stanceLabels, type Stance } from '#foundation/sections/index.ts';
import { getStructure, listStructures } from '#foundation/structures/index.server.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';

const options = {
	json: { type: 'boolean' },
	name: { type: 'string' },
	description: { type: 'string' },
	stance: { type: 'string' },
	angle: { type: 'string' }
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

export const section: Command = {
	name: 'section',
	summary: 'Rubriques et territoires de communication',
	help: `Usage :
  section list [--json]                         les rubriques, et ce que chaque structure y fait
  section create ADRESSE --name NOM [--description TEXTE]
  section rename ADRESSE NOUVELLE-ADRESSE --name NOM      l’ancienne adresse continue d’y mener
  section remit ADRESSE STRUCTURE --stance leads|relays|none [--angle TEXTE]`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb = '', ...words] = positionals;
		const action = verbs[verb];
		if (!action) throw new UsageError(`Demande inconnue : « ${verb} ».`);
		return action(terminal, words, values);
	}
};

const verbs: Record<string, (terminal: Terminal, words: string[], values: Values) => Promise<number>> = {
	async list({ db, print }, _words, { json }) {
		const structures = new Map((await listStructures(db)).map(({ id, slug }) => [id, slug]));
		const remits = await listRemits(db);
		const rows = (await listSections(db)).map(({ id, slug, name }) => ({
			...{ slug, name },
			remits: remits
				.filter(({ sectionId }) => sectionId === id)
				.map(({ structureId, stance, angle }) => ({ structure: structures.get(structureId), stance, angle }))
		}));
		const line = ({ slug, name, remits }: (typeof rows)[number]) =>
			`${slug.padEnd(24)} ${name.padEnd(28)} ${remits.map(({ structure, stance }) => `${structure} : ${stanceLabels[stance].toLowerCase()}`).join(', ')}`;
		print(json ? JSON.stringify(rows) : rows.map(line).join('\n') || 'Aucune rubrique.');
		return 0;
	},
	async create({ db, print }, [slug], { name, description }) {
		const draft = { slug: needed(slug, 'l’adresse'), name: needed(name, '--name'), description };
		print((await db.transaction().execute((tx) => createSection(tx, operator, draft))).slug);
		return 0;
	},
	async rename({ db, print }, [slug, wanted], { name }) {
		const { id, name: before } = await getSection(db, needed(slug, 'l’adresse'));
		const draft = { slug: needed(wanted, 'la nouvelle adresse'), name: name ?? before };
		await db.transaction().execute((tx) => changeSectionName(tx, operator, id, draft));
		print(`« ${before} » est maintenant à l’adresse ${draft.slug}.`);
		return 0;
	},
	async remit({ db, print }, [slug, of], { stance, angle }) {
		const { id: sectionId, name } = await getSection(db, needed(slug, 'l’adresse'));
		const structure = await getStructure(db, needed(of, 'la structure'));
		if (!stance || !(stance in stanceLabels))
			throw new UsageError(`--stance est un de : ${Object.keys(stanceLabels).join(', ')}.`);
		const before = (await listRemits(db, sectionId)).find(({ structureId }) => structureId === structure.id);
		const cell = {
			...{ sectionId, structureId: structure.id, stance: stance as Stance, people: before?.people ?? [] },
			angle: angle ?? before?.angle ?? ''
		};
		await db.transaction().execute((tx) => setRemit(tx, operator, cell));
		print(`${name}, ${structure.name} : ${stanceLabels[cell.stance].toLowerCase()}.`);
		return 0;
	}
};
