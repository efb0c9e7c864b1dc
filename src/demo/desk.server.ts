import {
	createArticle,
	decideArticle,
	getSlot,
	planArticle,
	saveSlot,
	submitArticle
} from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Block } from '#editorial/content/index.ts';
import { findActor, findAgent } from '#foundation/accounts/index.server.ts';
import { demoDomain, type AgentActor } from '#foundation/accounts/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { findValidation } from '#foundation/validation/index.server.ts';
import { dayOf, instantFromLocal, type Instant } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';

type Piece = {
	title: string;
	standfirst: string;
	section: string;
	voices: string[];
	reach: ArticleDraft['reach'];
	signature: string;
	body: [text: string, only?: string][];
	/** Days from today, and the hour at which it is meant to appear. */
	planned?: [days: number, hour: string];
	becomes: 'draft' | 'submitted' | 'half' | 'returned' | 'scheduled';
};

/** What is on the desk on a day of work: begun, waiting, sent back, ready. */
const pieces: Piece[] = [
	{
		title: 'Les vœux aux habitants changent de salle',
		standfirst: 'La salle des Forges est en travaux : rendez-vous au gymnase des Tilleuls.',
		section: 'culture-sport',
		voices: ['ville'],
		reach: 'public',
		signature: 'Direction générale et cabinet',
		body: [
			['Les vœux du maire aux habitants se tiendront au gymnase des Tilleuls. L’accueil ouvre une demi-heure avant.'],
			['Les agents volontaires pour l’accueil se signalent au 4102 avant le 12 décembre.', 'internal']
		],
		planned: [4, '08:00'],
		becomes: 'submitted'
	},
	{
		title: 'Bacs jaunes : la collecte passe au mardi dans trois quartiers',
		standfirst: 'Les Forges, Bellevue et le Port changent de jour à partir de janvier.',
		section: 'environnement',
		voices: ['agglo', 'ville'],
		reach: 'public',
		signature: 'Environnement et cycle de l’eau',
		body: [
			[
				'À partir du premier mardi de janvier, les bacs jaunes sont collectés le mardi matin aux Forges, à Bellevue et au Port.'
			],
			['Les équipages partent du dépôt de l’Ormelle à 5 h.', 'agglo'],
			['Les mairies de quartier tiennent des calendriers à disposition.', 'ville']
		],
		planned: [2, '07:30'],
		becomes: 'half'
	},
	{
		title: 'Formation aux premiers secours : 24 places en février',
		standfirst: 'Deux sessions d’une journée, ouvertes à tous les métiers.',
		section: 'ressources-humaines',
		voices: ['agglo'],
		reach: 'internal',
		signature: 'Direction des ressources humaines',
		body: [['Les inscriptions se font auprès des responsables de service jusqu’au 15 janvier.']],
		planned: [1, '09:00'],
		becomes: 'scheduled'
	},
	{
		title: 'Le pont des Lavandières rouvre aux cyclistes',
		standfirst: 'Après quatre mois de travaux, la passerelle est élargie.',
		section: 'mobilites',
		voices: ['ville', 'agglo'],
		reach: 'public',
		signature: 'Technique et cadre de vie',
		body: [['La passerelle passe de deux à trois mètres. Les cyclistes et les piétons y ont chacun leur voie.']],
		becomes: 'returned'
	},
	{
		title: 'Repas de fin d’année des résidents',
		standfirst: 'La résidence autonomie reçoit les familles.',
		section: 'habitat-solidarites',
		voices: ['ccas'],
		reach: 'internal',
		signature: 'Résidence autonomie',
		body: [['Le repas réunit les résidents et leurs proches. Douze agents du CCAS servent à table.']],
		becomes: 'draft'
	}
];

/** Puts work in progress on the desk of the demo, so that nobody opens it on an empty table. */
export async function seedDesk(db: Db): Promise<void> {
	const [desk, ville, agglo] = [
		await person(db, 'redaction'),
		await person(db, 'valideur.ville'),
		await person(db, 'valideur.agglo')
	];
	const structures = new Map((await listStructures(db)).map(({ id, slug }) => [slug, id]));
	const sections = new Map((await listSections(db)).map(({ id, slug }) => [slug, id]));
	for (const piece of pieces) {
		await db.transaction().execute(async (tx) => {
			const { id } = await createArticle(tx, desk, draftOf(piece, structures, sections));
			if (piece.planned) await planArticle(tx, desk, id, { plannedAt: momentOf(...piece.planned) });
			if (piece.becomes === 'draft') return typeOn(tx, desk, id);
			await submitArticle(tx, desk, id, {
				neutralityReason: 'Information pratique, sans appréciation de l’action menée.'
			});
			if (piece.becomes === 'submitted') return;
			const verdict = piece.becomes === 'returned' ? 'return' : 'approve';
			const reason = verdict === 'return' ? 'La date de réouverture n’est pas confirmée : dites « mi-décembre ».' : '';
			const decide = { verdict, reason, via: 'screen' } as const;
			await decideOne(tx, id, piece.becomes === 'scheduled' ? agglo : ville, decide);
		});
	}
}

async function person(db: Db, name: string): Promise<AgentActor> {
	const agent = await findAgent(db, `${name}@${demoDomain}`);
	const actor = agent && (await findActor(db, agent.id));
	if (!actor) throw new Error(`the demo has no ${name}`);
	return actor;
}

async function decideOne(
	tx: Tx,
	id: string,
	actor: AgentActor,
	decision: Parameters<typeof decideArticle>[3]
): Promise<void> {
	const validation = await findValidation(tx, { kind: 'article', id });
	const own = validation?.steps.find(
		({ state, people }) => state === 'open' && people.some((one) => one.id === actor.id)
	);
	if (own) await decideArticle(tx, actor, own.id, decision);
}

/** A sentence that was typed since the last version. */
async function typeOn(tx: Tx, desk: AgentActor, id: string): Promise<void> {
	const { draft, version } = await getSlot(tx, desk, id);
	const body = {
		...draft.content.body,
		content: [...draft.content.body.content, paragraph('À compléter : l’heure et le menu.')]
	};
	await saveSlot(tx, desk, id, { version, draft: { ...draft, content: { ...draft.content, body } } });
}

const paragraph = (text: string, only?: Block['attrs']): Block =>
	({ type: 'paragraph', ...(only && { attrs: only }), content: [{ type: 'text', text }] }) as Block;

function draftOf(piece: Piece, structures: Map<string, string>, sections: Map<string, string>): ArticleDraft {
	const voices = piece.voices.map((slug) => structures.get(slug)!);
	const addressed = (only?: string) => {
		if (!only) return undefined;
		return { for: only === 'internal' ? { reach: 'internal' as const } : { structures: [structures.get(only)!] } };
	};
	return {
		...{ kind: 'news', sectionId: sections.get(piece.section)!, ownerId: voices[0]!, voices, audience: voices },
		...{ reach: piece.reach, signature: piece.signature, contact: '', expiresAt: null, reviewOn: null, details: {} },
		content: {
			...{ title: piece.title, standfirst: piece.standfirst, cover: null, variants: {}, relayMessage: '' },
			body: { type: 'doc', content: piece.body.map(([text, only]) => paragraph(text, addressed(only))) }
		}
	};
}

function momentOf(days: number, hour: string): Instant {
	const day = dayOf(new Date(Date.parse(now()) + days * 86_400_000).toISOString());
	return instantFromLocal(`${day}T${hour}`)!;
}
