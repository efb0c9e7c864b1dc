import type { Duty, RemitDraft, Stance } from '#foundation/sections/index.ts';
import { textOf } from '../../../../refusals.ts';

/** What the form of a cell holds; `people` come as `DUTY:AGENT`. Rules are the command's. */
export type TypedCell = Pick<RemitDraft, 'stance' | 'angle' | 'people'> & { query: string };

export function typedCell(form: FormData): TypedCell {
	return {
		stance: textOf(form, 'stance') as Stance,
		angle: textOf(form, 'angle'),
		query: textOf(form, 'query'),
		people: form.getAll('people').flatMap((value) => {
			const [duty, agentId] = String(value).split(':');
			return duty && agentId ? [{ duty: duty as Duty, agentId }] : [];
		})
	};
}
