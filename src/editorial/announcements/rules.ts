import { canPublishArticle } from '#editorial/articles/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { dayOf, endOfDay, type Day, type Instant } from '#kernel/dates.ts';
import type { ServiceProgress, Stage } from './announcement.ts';

const dayMilliseconds = 86_400_000;

/** Days after the due one during which the last reminder may still be made: a stop of a week loses nobody. */
const graceDays = 30;

/** What is to be said at `at` of an announcement due by `by`; undefined when it is too late to remind anybody. */
export function stageOf(by: Day, at: Instant): Stage | undefined {
	const end = Date.parse(endOfDay(by));
	const moment = Date.parse(at);
	if (moment > end + graceDays * dayMilliseconds) return undefined;
	if (moment > end) return 'late';
	return moment > end - 3 * dayMilliseconds ? 'soon' : 'ask';
}

export const isLate = (by: Day, at: Instant): boolean => dayOf(at) > by;

/** The structures in whose name an actor may announce something in a section, in the order given. */
export const placesToAnnounce = <S extends { id: string }>(actor: Actor, structures: S[], sectionId: string): S[] =>
	structures.filter(({ id }) => canPublishArticle(actor, { kind: 'announcement', ownerId: id, sectionId }));

/** The function in whose name somebody signs; empty for who has neither, and says it himself. */
export function functionOf(actor: Actor): string {
	if (actor.kind !== 'agent') return '';
	const roles = actor.grants.map(({ role }) => role);
	if (roles.includes('direction')) return 'La direction générale des services';
	return roles.includes('hr') ? 'La direction des ressources humaines' : '';
}

/** How many have answered out of how many, over all services. */
export const progress = (services: ServiceProgress[]): { done: number; total: number } => ({
	done: services.reduce((sum, { done }) => sum + done, 0),
	total: services.reduce((sum, { total }) => sum + total, 0)
});
