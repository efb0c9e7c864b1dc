import { parseArgs } from 'node:util';
import { operator } from '#foundation/accounts/index.ts';
import { changeIdentity, getStructure, listStructures, createStructure } from '#foundation/structures/index.server.ts';
import { plainIdentity, structureKindLabels, type Identity, type StructureKind } from '#foundation/structures/index.ts';
import { addImage } from '#foundation/media/index.server.ts';
import { count } from '#kernel/text.ts';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError, type Command, type Terminal } from './command.ts';

const options = {
	json: { type: 'boolean' },
	name: { type: 'string' },
	'short-name': { type: 'string' },
	kind: { type: 'string' },
	accent: { type: 'string' },
	'accent-dark': { type: 'string' },
	typeface: { type: 'string' },
	logo: { type: 'string' },
	'sender-name': { type: 'string' },
	'sender-address': { type: 'string' },
	'reply-to': { type: 'string' }
} as const;

type Values = { [K in keyof typeof options]?: string | boolean };

export const structure: Command = {
	name: 'structure',
	summary: 'Structures et identités',
	help: `Usage :
  structure list [--json]
  structure create SLUG --name NOM --short-name NOM --kind ${Object.keys(structureKindLabels).join('|')} --accent '#9a2b3c' [identité]
  structure identity SLUG [identité]
  structure letters SLUG NOMBRE|none     combien de lettres une même personne peut recevoir en sept jours (none : sans limite)

Identité : --accent '#rrggbb' --accent-dark '#rrggbb' --typeface bricolage|schibsted|fraunces|newsreader --logo FICHIER
           --sender-name NOM --sender-address ADRESSE --reply-to ADRESSE
Une couleur illisible est refusée, avec la plus proche qui passe.`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb, slug, number] = positionals;
		if (verb === 'list') return list(terminal, values.json === true);
		if (!slug) throw new UsageError('Dites de quelle structure il s’agit.');
		if (verb === 'create') return create(terminal, slug, values);
		if (verb === 'identity') return identity(terminal, slug, values);
		if (verb === 'letters') return letters(terminal, slug, number);
		throw new UsageError(`Demande inconnue : « ${verb ?? ''} ».`);
	}
};

async function list({ db, print }: Terminal, asJson: boolean): Promise<number> {
	const structures = await listStructures(db);
	const rows = structures.map(({ slug, name, shortName, kind }) => ({ slug, name, shortName, kind }));
	print(asJson ? JSON.stringify(rows) : rows.map((row) => `${row.slug.padEnd(16)} ${row.name}`).join('\n'));
	return 0;
}

async function create(terminal: Terminal, slug: string, values: Values): Promise<number> {
	const { name, 'short-name': shortName, kind } = values;
	if (!name || !shortName || !kind) throw new UsageError('Il faut --name, --short-name et --kind.');
	if (!(String(kind) in structureKindLabels))
		throw new UsageError(`--kind est un de : ${Object.keys(structureKindLabels).join(', ')}.`);
	const identity = await changed(terminal, plainIdentity(String(name)), values);
	await terminal.db.transaction().execute((tx) =>
		createStructure(tx, operator, {
			slug,
			name: String(name),
			shortName: String(shortName),
			kind: kind as StructureKind,
			identity
		})
	);
	terminal.print(`La structure « ${String(name)} » est créée.`);
	return 0;
}

async function letters({ db, print }: Terminal, slug: string, number = ''): Promise<number> {
	if (!number) throw new UsageError('Dites combien de lettres, ou none.');
	const { setCap } = await import('#distribution/senders/index.server.ts');
	const { id, name } = await getStructure(db, slug);
	await db.transaction().execute((tx) => setCap(tx, operator, id, number === 'none' ? '' : number));
	print(`${name} : ${number === 'none' ? 'sans limite' : `${count(Number(number), 'lettre')} au plus en sept jours`}.`);
	return 0;
}

async function identity(terminal: Terminal, slug: string, values: Values): Promise<number> {
	const structure = await getStructure(terminal.db, slug);
	const identity = await changed(terminal, structure.identity, values);
	await terminal.db.transaction().execute((tx) => changeIdentity(tx, operator, structure.id, identity));
	terminal.print(`L’identité de « ${structure.name} » est enregistrée.`);
	return 0;
}

async function changed({ db, store }: Terminal, before: Identity, values: Values): Promise<Identity> {
	const said = (key: keyof Values) => (typeof values[key] === 'string' ? (values[key] as string) : undefined);
	const logo = said('logo');
	return {
		...before,
		accent: said('accent') ?? before.accent,
		accentDark: said('accent-dark') ?? before.accentDark,
		typeface: (said('typeface') as Identity['typeface'] | undefined) ?? before.typeface,
		logo: logo ? await storeLogo() : before.logo,
		sender: {
			name: said('sender-name') ?? before.sender.name,
			address: said('sender-address') ?? before.sender.address,
			replyTo: said('reply-to') ?? before.sender.replyTo
		}
	};

	async function storeLogo(): Promise<string> {
		const bytes = await readFile(logo!);
		const upload = { bytes, name: basename(logo!), altText: before.sender.name || 'Logo', decorative: false };
		return (await db.transaction().execute((tx) => addImage(tx, operator, upload, store))).id;
	}
}
