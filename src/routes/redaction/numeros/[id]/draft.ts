import type { Issue, IssueBlock, IssueVoice } from '#editions/publications/index.ts';

/** All of an issue that is composed here: what is saved, undone and joined as one. */
export type Draft = Pick<
	Issue,
	'number' | 'title' | 'date' | 'preheader' | 'editorial' | 'blocks' | 'voices' | 'isSpecial'
>;

export const draftOf = (issue: Issue): Draft => {
	const { number, title, date, preheader, editorial, blocks, voices, isSpecial } = issue;
	return { number, title, date, preheader, editorial, blocks, voices, isSpecial };
};

export type BlockOf<Kind extends IssueBlock['kind']> = Extract<IssueBlock, { kind: Kind }>;

/** What a structure says otherwise before anybody has said anything. */
export const plainVoice: IssueVoice = { subject: '', preheader: '', order: null };

/** Writes what one structure says otherwise; a structure that says nothing of its own is not kept. */
export function changeVoice(draft: Draft, structureId: string, change: Partial<IssueVoice>): Draft {
	const voice = { ...(draft.voices[structureId] ?? plainVoice), ...change };
	const isPlain = !voice.subject && !voice.preheader && voice.editorial === undefined && voice.order === null;
	const { [structureId]: _, ...others } = draft.voices;
	return { ...draft, voices: isPlain ? others : { ...others, [structureId]: voice } };
}
