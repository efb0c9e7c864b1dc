import {
	createIssue,
	duplicateIssue,
	getPublicationById,
	listAllIssues,
	nextIssue
} from '#editions/publications/index.server.ts';
import { nextDay, type Issue } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';

/** What a new issue starts from. */
export const beginnings = ['dernier', 'intertitres', 'vide', 'hors-serie'] as const;

/** Begins an issue of a title. Throws `Invalid` for a beginning that does not exist, and when there is no last one. */
export async function beginIssue(tx: Tx, actor: Actor, publicationId: string, from: string): Promise<Issue> {
	if (from === 'intertitres') return nextIssue(tx, actor, publicationId);
	if (from === 'hors-serie') return nextIssue(tx, actor, publicationId, { isSpecial: true });
	const issues = (await listAllIssues(tx, publicationId)).filter(({ isSpecial }) => !isSpecial);
	if (from === 'dernier') {
		if (!issues[0]) throw new Invalid('Ce titre n’a pas encore de numéro : commencez par un numéro vide.');
		return duplicateIssue(tx, actor, issues[0].id);
	}
	if (from !== 'vide') throw new Invalid('Dites de quoi partir.');
	const { settings } = await getPublicationById(tx, publicationId);
	const last = issues
		.map(({ date }) => date)
		.sort()
		.at(-1);
	const date = nextDay(settings.rhythm, last ?? null, dayOf(now()));
	return createIssue(tx, actor, publicationId, { title: '', date, preheader: '', editorial: null, blocks: [] });
}
