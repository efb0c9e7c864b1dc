import { memoLabels, type ArticleSummary, type Details } from '#editorial/articles/index.ts';
import { clockTime, shortDay } from '#kernel/dates.ts';

/** A word above the title that says what kind of thing this is: a date and a place, who signs, which team. */
export function kickerOf({ kind, details, section }: Pick<ArticleSummary, 'kind' | 'details' | 'section'>): string {
	switch (kind) {
		case 'event':
			return eventLine(details as Details['event']) || section.name;
		case 'announcement': {
			const { signedBy, memo } = details as Details['announcement'];
			return [signedBy, memoLabels[memo]?.toLowerCase()].filter(Boolean).join(' · ') || section.name;
		}
		case 'initiative':
			return (details as Details['initiative']).team || section.name;
		case 'portrait':
			return (details as Details['portrait']).job || section.name;
		case 'news':
			return section.name;
	}
}

function eventLine({ dates, place }: Details['event']): string {
	const first = dates?.[0];
	if (!first) return place ?? '';
	const more =
		dates.length > 1
			? ` et ${dates.length - 1}\u00a0autre${dates.length > 2 ? 's' : ''} date${dates.length > 2 ? 's' : ''}`
			: '';
	const day = shortDay(first.start);
	return [`${day.charAt(0).toUpperCase()}${day.slice(1)}, ${clockTime(first.start)}${more}`, place]
		.filter(Boolean)
		.join(' · ');
}
