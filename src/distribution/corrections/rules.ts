import { issueNumber, type Issue, type Publication } from '#editions/publications/index.ts';
import { plainDay } from '#kernel/dates.ts';
import { typeset } from '#kernel/text.ts';
import type { Proposal } from './correction.ts';

/** The heading of a corrective text in an issue. */
export const correctiveTitle = 'Rectificatif';

/** What to say in the next issue of what was wrong in this one: where it was, and what is right. */
export function correctiveText(
	publication: Pick<Publication, 'title'>,
	issue: Pick<Issue, 'number' | 'date'>,
	{ title, notice }: { title: string; notice: string }
): string {
	const right = notice.trim() || 'L’article a été corrigé depuis ; sa version en ligne est à jour.';
	const where = `Dans le ${issueNumber(issue)} de « ${publication.title} » (${plainDay(issue.date)}), à propos de « ${title} »`;
	return typeset(`${where} : ${right}`);
}

/** Structures that would say the same words say them together. */
export function together(proposals: { voice: string; title: string; text: string }[]): Proposal[] {
	const same = Map.groupBy(proposals, ({ text }) => text);
	return [...same.values()].map((some) => ({
		voices: some.map(({ voice }) => voice),
		title: some[0]!.title,
		text: some[0]!.text
	}));
}
