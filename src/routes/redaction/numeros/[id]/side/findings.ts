import type { Finding } from '#editions/publications/index.ts';

/** The same thing said of several letters is one line with several names. `key` is its own. */
export type FindingLine = Finding & { key: string; structures: string[] };

const keyOf = ({ code, message, place }: Finding) => `${code} ${message} ${place.kind === 'voice' ? '' : place.id}`;

export const findingLines = (findings: Finding[]): FindingLine[] =>
	Object.entries(Object.groupBy(findings, keyOf)).map(([key, same = []]) => ({
		...same[0]!,
		key,
		structures: [...new Set(same.flatMap(({ structureId }) => structureId ?? []))]
	}));
