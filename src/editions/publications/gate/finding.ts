import type { Issue } from '../publication.ts';

/**
 * What is to be put right, or read, before an issue is proofed. `structureId` is the voice in which it was found; null for
 * all of them. `place` is where, and `href` the page where it is put right, when there is one.
 */
export type Finding = {
	level: 'blocks' | 'warns';
	code: string;
	/** A French sentence. */
	message: string;
	structureId: string | null;
	place: { kind: 'issue' | 'voice' | 'block' | 'article'; id: string };
	href: string | null;
};

/** The codes for which going on asks for a reason, which the audit keeps (C37). */
export const seriesCodes: readonly string[] = ['series-new', 'series-frequency', 'series-size', 'series-template'];

export type Said = Pick<Finding, 'level' | 'code' | 'message'>;

/** Findings at a place of an issue. */
export const placing = (issue: Pick<Issue, 'id'>, structureId: string | null = null) => {
	const composer = `/redaction/numeros/${issue.id}`;
	return {
		onIssue: (said: Said, href: string | null = composer): Finding => ({
			...said,
			...{ structureId, place: { kind: 'issue', id: issue.id }, href }
		}),
		onVoice: (said: Said, href: string | null = composer): Finding => ({
			...said,
			...{ structureId, place: { kind: 'voice', id: structureId ?? issue.id }, href }
		}),
		onBlock: (said: Said, id: string): Finding => ({
			...said,
			...{ structureId, place: { kind: 'block', id }, href: `${composer}#bloc-${id}` }
		}),
		onArticle: (said: Said, id: string): Finding => ({
			...said,
			...{ structureId, place: { kind: 'article', id }, href: `/redaction/articles/${id}` }
		})
	};
};

export type Placing = ReturnType<typeof placing>;

/** The same thing said of several voices is said once, of all. What blocks comes first. */
export function settled(findings: Finding[], voices: number): Finding[] {
	const same = Map.groupBy(findings, ({ code, message, place }) =>
		[code, message, place.kind === 'voice' ? '' : place.id].join('|')
	);
	return [...same.values()]
		.flatMap((alike) => (alike.length > 1 && alike.length >= voices ? [{ ...alike[0]!, structureId: null }] : alike))
		.sort((a, b) => Number(b.level === 'blocks') - Number(a.level === 'blocks'));
}
