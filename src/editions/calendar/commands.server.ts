import { findPlanned, getForWriting, planArticle } from '#editorial/articles/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { isDay } from '#kernel/days.ts';
import { Conflict, Invalid, NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { delayKept, movedTo } from './rules.ts';

/** Where an article was and where it went: enough to say it, and to put it back. */
export type Move = { id: string; title: string; from: Instant | null; to: Instant | null };

/** A day (`YYYY-MM-DD`), at the hour it had unless `time` (`HH:MM`) says another; or the very instant where it was; or none. */
export type Destination = { day: string; time?: string } | { at: Instant | null };

/**
 * Moves an article to another day. What was decided stays decided: a scheduled one is scheduled for then. Throws
 * `Conflict` for what has appeared, `Invalid` by field (`day`, `time`), `NotFound` for what the actor may not write.
 */
export async function moveArticle(tx: Tx, actor: Actor, id: string, where: Destination): Promise<Move> {
	const article = await getForWriting(tx, actor, { id });
	const shown = await findPlanned(tx, actor, id);
	if (!shown) throw new NotFound();
	if (shown.state === 'published') throw new Conflict('Un article déjà paru ne change plus de jour.');
	if (shown.state === 'withdrawn') throw new Conflict('Un article retiré ne se programme plus.');
	const from = shown.at;
	const to = 'at' in where ? where.at : arrival(from, where);
	// What is validated would appear on the spot: that is asked for from its own page.
	const isValidated = shown.state === 'scheduled' || shown.state === 'approved';
	if (to && to <= now() && (isValidated || !('at' in where))) throw invalid('day', 'Ce moment est déjà passé.');
	await planArticle(tx, actor, id, { plannedAt: to, publicAt: to && delayKept(from, article.publicAt, to) });
	return { id, title: shown.title, from, to };
}

const invalid = (field: string, message: string) => new Invalid(message, { [field]: message });

function arrival(from: Instant | null, { day, time }: { day: string; time?: string }): Instant {
	if (!isDay(day)) throw invalid('day', 'Donnez un jour, par exemple 26/11/2026.');
	const to = movedTo(from, day, time);
	if (!to) throw invalid('time', 'Donnez une heure, par exemple 08:30.');
	return to;
}
