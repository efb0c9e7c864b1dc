import { findAsked } from '#editorial/announcements/index.server.ts';
import type { ArticlePage } from '#editorial/articles/index.server.ts';
import { canWriteArticle, type ArticleSummary, type Details } from '#editorial/articles/index.ts';
import { getDiscussion, hasDiscussion } from '#editorial/comments/index.server.ts';
import { listPlaces } from '#editorial/events/index.server.ts';
import { getEcho } from '#editorial/initiatives/index.server.ts';
import { praised } from '#editorial/initiatives/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import { personally } from '../../personal.server.ts';

/**
 * What agents answer to an article, under its text. Only what its kind calls for is asked, so that the page of an
 * article that nobody answers stays the same for all who read alike.
 */
export async function voicesOf(locals: App.Locals, reader: Reader, article: ArticlePage, sectionId: string) {
	return {
		list: listOf(locals, article, sectionId),
		asked: await askedOf(locals, reader, article),
		echo: await echoOf(locals, reader, article),
		places: await placesOf(locals, article),
		discussion: (await hasDiscussion(locals.db, article.id))
			? await getDiscussion(locals.db, personally(locals), article.id)
			: undefined
	};
}

async function askedOf(locals: App.Locals, reader: Reader, { id, kind, details }: ArticleSummary) {
	if (kind !== 'announcement' || !(details as Details['announcement']).acknowledgeBy) return undefined;
	return findAsked(locals.db, reader, personally(locals).id, id);
}

async function echoOf(locals: App.Locals, reader: Reader, { id, kind, details }: ArticleSummary) {
	if (!praised.includes(kind)) return undefined;
	const echo = await getEcho(locals.db, personally(locals), id);
	if (kind !== 'initiative') return { echo, team: '' };
	const mine = locals.structures.filter((structure) => reader.structures.includes(structure.id));
	const uptake = {
		mine: mine.map((structure) => ({ value: structure.id, label: structure.name })),
		structure: reader.structure
	};
	return { echo, team: (details as Details['initiative']).team, uptake };
}

async function placesOf(locals: App.Locals, { id, kind, details }: ArticleSummary) {
	return kind === 'event' ? listPlaces(locals.db, personally(locals), id, details as Details['event']) : [];
}

/** Where who writes the article sees who has answered; undefined for everyone else, and where there is no such list. */
function listOf(locals: App.Locals, { id, kind, details, owner }: ArticlePage, sectionId: string) {
	const isAsking = kind === 'announcement' && (details as Details['announcement']).acknowledgeBy !== null;
	if (!isAsking && kind !== 'event') return undefined;
	if (!canWriteArticle(personally(locals), { kind, ownerId: owner, sectionId })) return undefined;
	return kind === 'event'
		? { href: `/redaction/articles/${id}/inscrits`, words: 'Liste des inscrits' }
		: { href: `/redaction/articles/${id}/lecture`, words: 'Qui en a pris connaissance' };
}
