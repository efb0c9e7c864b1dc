import type { ParseArgsOptionsConfig } from 'node:util';

/** All that may be said after `issue`. */
export const issueOptions = {
	json: { type: 'boolean' },
	title: { type: 'string' },
	articles: { type: 'string' },
	form: { type: 'string' },
	date: { type: 'string' },
	number: { type: 'string' },
	preheader: { type: 'string' },
	publish: { type: 'boolean' },
	at: { type: 'string' },
	reason: { type: 'string' },
	out: { type: 'string' },
	structure: { type: 'string' },
	to: { type: 'string' }
} as const satisfies ParseArgsOptionsConfig;

export type IssueValues = {
	[K in keyof typeof issueOptions]?: (typeof issueOptions)[K]['type'] extends 'boolean' ? boolean : string;
};
