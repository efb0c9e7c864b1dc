import type { PlannedArticle, PlannedDate } from '#editorial/articles/index.ts';
import { issueNumber, type PlannedIssue } from '#editions/publications/index.ts';
import type { ArticleEntry, CalendarFilter, CloseSubject, EventEntry, IssueEntry, Marker } from './calendar.ts';

/** Where its writer opens an article. */
export const hrefOf = ({ id, isMine }: PlannedArticle): string | null => (isMine ? `/redaction/articles/${id}` : null);

/** An article as the calendar shows it, with its near neighbours. */
export function entryOf(article: PlannedArticle, sections: Map<string, string>, close: CloseSubject[]): ArticleEntry {
	const { id, title, at, state, voices, outlets, writer, isLate } = article;
	return {
		...{ kind: 'article', id, title, at, state, voices, outlets, writer, isLate, close },
		section: { id: article.sectionId, name: sections.get(article.sectionId) ?? '' },
		href: hrefOf(article),
		canMove: article.isMovable
	};
}

export const issueEntry = ({ id, number, title, publication, isPublished, isMine }: PlannedIssue): IssueEntry => ({
	...{ kind: 'issue', id, title, isPublished },
	publication: `${publication.title}, ${issueNumber({ number })}`,
	voices: publication.voices,
	href: isPublished ? `/journaux/${publication.slug}/${number}` : isMine ? `/redaction/numeros/${id}` : null
});

export const eventEntry = ({ articleId, title, startAt, voices, place, isMine }: PlannedDate): EventEntry => ({
	...{ kind: 'event', id: articleId, title, startAt, voices, place },
	href: isMine ? `/redaction/articles/${articleId}` : null
});

/** What a filter keeps. */
const speaks = ({ structure }: CalendarFilter, voices: string[]) => !structure || voices.includes(structure);

export const keeps = (filter: CalendarFilter, article: PlannedArticle): boolean =>
	speaks(filter, article.voices) &&
	(!filter.section || filter.section === article.sectionId) &&
	(!filter.state || filter.state === article.state) &&
	(!filter.outlet || article.outlets.includes(filter.outlet));

/** Issues are journals and letters: a filter on another way out, or on what an article has, leaves them out. */
export const keepsIssue = (filter: CalendarFilter, { publication }: PlannedIssue): boolean =>
	speaks(filter, publication.voices) &&
	!filter.section &&
	!filter.state &&
	(!filter.outlet || filter.outlet === (publication.kind === 'journal' ? 'journal' : 'letter'));

export const keepsDate = (filter: CalendarFilter, { voices, sectionId }: PlannedDate): boolean =>
	speaks(filter, voices) && (!filter.section || filter.section === sectionId) && !filter.state && !filter.outlet;

export const isFor = ({ structure }: CalendarFilter, { structureId }: Marker): boolean =>
	!structure || structureId === null || structureId === structure;
