import { parseArgs } from 'node:util';
import {
	createAgent,
	disableAccount,
	enableAccount,
	findAgent,
	grantRole,
	inviteAgent,
	joinStructure,
	leaveStructure,
	listAgents,
	recordDeparture,
	revokeRole
} from '#foundation/accounts/index.server.ts';
import { fullName, operator, roleLabels, type Agent, type Grant, type Role } from '#foundation/accounts/index.ts';
import { getSection } from '#foundation/sections/index.server.ts';
import { getStructure, listStructures } from '#foundation/structures/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { UsageError, type Command, type Terminal } from './command.ts';

const options = {
	json: { type: 'boolean' },
	'first-name': { type: 'string' },
	'last-name': { type: 'string' },
	'job-title': { type: 'string' },
	email: { type: 'string' },
	'staff-number': { type: 'string' },
	structure: { type: 'string', multiple: true },
	section: { type: 'string' },
	role: { type: 'string' },
	on: { type: 'string' }
} as const;

type Values = {
	json?: boolean;
	structure?: string[];
} & { [K in Exclude<keyof typeof options, 'json' | 'structure'>]?: string };

/** A verb said about one account. Answers what to print, and what `--json` prints. */
type Deed = (tx: Tx, agent: Agent, values: Values, terminal: Terminal) => Promise<{ said: string; json?: object }>;

const roles = Object.keys(roleLabels) as Role[];

export const account: Command = {
	name: 'account',
	summary: 'Comptes et rôles',
	help: `Usage (COMPTE est une adresse de courriel ou un matricule) :
  account list [--structure SLUG] [--json]
  account create --first-name PRÉNOM --last-name NOM [--email ADRESSE] [--staff-number MATRICULE] [--job-title POSTE]
                 [--structure SLUG]… [--role RÔLE] [--json]         donne le lien du premier mot de passe
  account link COMPTE [--json]                                      un autre lien, pour un mot de passe oublié
  account grant COMPTE --role RÔLE [--structure SLUG | --section SLUG]   partout si l’on ne dit pas où
  account revoke COMPTE --role RÔLE [--structure SLUG | --section SLUG]
  account join COMPTE --structure SLUG                              l’agent travaille aussi pour cette structure
  account leave COMPTE --structure SLUG
  account depart COMPTE --on AAAA-MM-JJ                             son dernier jour ; le compte se ferme ensuite
  account disable COMPTE                                            ferme tout de suite, sur tous les appareils
  account enable COMPTE
RÔLE : ${roles.join(', ')}`,
	async run(args, terminal) {
		const parsed = parseArgs({ args, options, allowPositionals: true });
		const [verb = '', identifier] = parsed.positionals;
		const values: Values = parsed.values;
		if (verb === 'list') return list(terminal, values);
		if (verb === 'create') return create(terminal, values);
		const deed = deeds[verb];
		if (!deed) throw new UsageError(`Demande inconnue : « ${verb} ».`);
		if (!identifier) throw new UsageError('Dites de quel compte il s’agit.');
		const agent = await findAgent(terminal.db, identifier);
		if (!agent) throw new NotFound(`Aucun compte ne porte l’identifiant « ${identifier} ».`);
		const { said, json } = await terminal.db.transaction().execute((tx) => deed(tx, agent, values, terminal));
		terminal.print(values.json ? JSON.stringify(json ?? { id: agent.id }) : said);
		return 0;
	}
};

/** What went to a personal address is forgotten with it. Loaded when it is done: it brings all that reads mail. */
const forgetTraces = async (tx: Tx) => (await import('#distribution/bounces/index.server.ts')).forgetOwnTraces(tx);

const deeds: Record<string, Deed> = {
	async link(tx, agent, _values, { settings }) {
		return linkOf(await inviteAgent(tx, operator, agent.id), settings.origin);
	},
	async grant(tx, agent, values) {
		await grantRole(tx, operator, agent.id, await grantOf(tx, values));
		return { said: `Le rôle est attribué à ${fullName(agent)}.` };
	},
	async revoke(tx, agent, values) {
		await revokeRole(tx, operator, agent.id, await grantOf(tx, values));
		return { said: `Le rôle est retiré à ${fullName(agent)}.` };
	},
	async join(tx, agent, values) {
		const { id, name } = await oneStructure(tx, values);
		await joinStructure(tx, operator, agent.id, { structureId: id, serviceId: null });
		return { said: `${fullName(agent)} lit aussi comme agent de « ${name} ».` };
	},
	async leave(tx, agent, values) {
		const { id, name } = await oneStructure(tx, values);
		await leaveStructure(tx, operator, agent.id, id);
		return { said: `${fullName(agent)} ne lit plus comme agent de « ${name} ».` };
	},
	async depart(tx, agent, { on }) {
		if (!on) throw new UsageError('Il faut --on AAAA-MM-JJ.');
		await recordDeparture(tx, operator, agent.id, on);
		await forgetTraces(tx);
		return { said: `Le compte de ${fullName(agent)} se ferme après le ${on}.` };
	},
	async disable(tx, agent) {
		await disableAccount(tx, operator, agent.id);
		await forgetTraces(tx);
		return { said: `Le compte de ${fullName(agent)} est fermé.` };
	},
	async enable(tx, agent) {
		await enableAccount(tx, operator, agent.id);
		return { said: `Le compte de ${fullName(agent)} est ouvert.` };
	}
};

async function list({ db, print }: Terminal, values: Values): Promise<number> {
	const slug = values.structure?.[0];
	const agents = await listAgents(db, slug ? { structureId: (await getStructure(db, slug)).id } : {});
	const slugs = new Map((await listStructures(db)).map(({ id, slug }) => [id, slug]));
	const rows = agents.map((agent) => ({
		id: agent.id,
		name: fullName(agent),
		email: agent.email,
		staffNumber: agent.staffNumber,
		jobTitle: agent.jobTitle,
		structures: agent.memberships.map(({ structureId }) => slugs.get(structureId) ?? structureId),
		roles: [...new Set(agent.grants.map(({ role }) => role))],
		leftOn: agent.leftOn,
		disabledAt: agent.disabledAt,
		lastSignInAt: agent.lastSignInAt,
		hasPassword: agent.hasPassword
	}));
	const line = (row: (typeof rows)[number]) =>
		[
			(row.email ?? row.staffNumber ?? '').padEnd(38),
			row.name.padEnd(26),
			row.structures.join(','),
			row.roles.join(',')
		]
			.join('  ')
			.trimEnd();
	print(values.json ? JSON.stringify(rows) : rows.map(line).join('\n'));
	return 0;
}

async function create({ db, settings, print }: Terminal, values: Values): Promise<number> {
	const { 'first-name': firstName, 'last-name': lastName } = values;
	if (!firstName || !lastName) throw new UsageError('Il faut --first-name et --last-name.');
	const { said, json } = await db.transaction().execute(async (tx) => {
		const memberships = [];
		for (const slug of values.structure ?? []) memberships.push({ structureId: (await getStructure(tx, slug)).id });
		const { id } = await createAgent(tx, operator, {
			firstName,
			lastName,
			jobTitle: values['job-title'] ?? '',
			email: values.email ?? null,
			staffNumber: values['staff-number'] ?? null,
			memberships,
			grants: values.role ? await grantsOnCreation(values.role, memberships) : []
		});
		const link = linkOf(await inviteAgent(tx, operator, id), settings.origin);
		return { said: `Le compte de ${firstName} ${lastName} est créé.\n${link.said}`, json: { id, ...link.json } };
	});
	print(values.json ? JSON.stringify(json) : said);
	return 0;
}

/** A role given with the account is held in each of its structures, or everywhere when it has none. */
async function grantsOnCreation(role: string, memberships: { structureId: string }[]): Promise<Grant[]> {
	const known = roleOf(role);
	if (memberships.length === 0) return [{ role: known, scope: { kind: 'everything' } }];
	return memberships.map(({ structureId }) => ({ role: known, scope: { kind: 'structure', id: structureId } }));
}

const linkOf = ({ token, expiresAt }: { token: string; expiresAt: string }, origin: string) => ({
	said: `Lien pour choisir le mot de passe, une seule fois, jusqu’au ${expiresAt.slice(0, 10)} :\n${origin}/bienvenue/${token}`,
	json: { link: `${origin}/bienvenue/${token}`, expiresAt }
});

function roleOf(role: string | undefined): Role {
	const known = roles.find((one) => one === role);
	if (!known) throw new UsageError(`--role est un de : ${roles.join(', ')}.`);
	return known;
}

async function grantOf(db: Db, values: Values): Promise<Grant> {
	const role = roleOf(values.role);
	if (values.section) return { role, scope: { kind: 'section', id: (await getSection(db, values.section)).id } };
	if (values.structure) return { role, scope: { kind: 'structure', id: (await oneStructure(db, values)).id } };
	return { role, scope: { kind: 'everything' } };
}

async function oneStructure(db: Db, values: Values) {
	const slug = values.structure?.[0];
	if (!slug) throw new UsageError('Il faut --structure SLUG.');
	return getStructure(db, slug);
}
