import * as v from 'valibot';
import { Invalid } from '#kernel/errors.ts';
import { reaches } from '#kernel/reach.ts';
import { articleKindLabels, memoLabels, type ArticleDraft, type ArticleKind, type Details } from './article.ts';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/));
const instant = v.pipe(v.string(), v.isoTimestamp());
const day = v.pipe(v.string(), v.isoDate());
const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);

const picture = v.object({
	media: id,
	alt: v.optional(text(2000)),
	caption: v.optional(text(2000)),
	credit: v.optional(text(300))
});

const variant = v.object({
	title: v.optional(text(300)),
	standfirst: v.optional(text(2000)),
	cover: v.optional(picture),
	basis: v.optional(v.object({ title: v.optional(text(300)), standfirst: v.optional(text(2000)) }))
});

const channelText = v.object({ text: text(1000), basis: text(100) });

/** The body is any object here: the editor may hold a block that is not finished. `checkDoc` has the last word on it. */
const content = v.object({
	title: text(300),
	standfirst: text(2000),
	cover: orNull(picture),
	body: v.looseObject({ type: v.literal('doc'), content: v.array(v.looseObject({ type: text(40) })) }),
	variants: v.record(id, variant),
	relayMessage: text(2000),
	texts: v.optional(v.object({ short: v.optional(channelText), social: v.optional(channelText) }))
});

const line = text(300);

const details = {
	news: v.object({}),
	announcement: v.object({
		signedBy: line,
		memo: v.picklist(Object.keys(memoLabels) as (keyof typeof memoLabels)[]),
		important: v.boolean(),
		acknowledgeBy: orNull(day)
	}),
	initiative: v.object({ team: line }),
	event: v.object({
		place: line,
		online: text(2000),
		capacity: orNull(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
		dates: v.pipe(v.array(v.object({ start: instant, end: orNull(instant) })), v.maxLength(100))
	}),
	portrait: v.object({ person: line, job: line })
} satisfies Record<ArticleKind, v.GenericSchema>;

const envelope = v.object({
	kind: v.picklist(Object.keys(articleKindLabels) as ArticleKind[]),
	sectionId: id,
	ownerId: id,
	voices: v.pipe(v.array(id), v.maxLength(50)),
	audience: v.pipe(v.array(id), v.maxLength(50)),
	reach: v.picklist(reaches),
	signature: line,
	contact: text(500),
	expiresAt: orNull(instant),
	reviewOn: orNull(day),
	details: v.looseObject({})
});

/** What a kind asks for and was not said yet: an article that changes kind starts from these. */
export const blankDetails: { [K in ArticleKind]: Details[K] } = {
	news: {},
	announcement: { signedBy: '', memo: 'information', important: false, acknowledgeBy: null },
	initiative: { team: '' },
	event: { place: '', online: '', capacity: null, dates: [] },
	portrait: { person: '', job: '' }
};

/**
 * A draft as it comes from a browser: every field of the right form, none that we do not know; what it says may still be
 * incomplete. Throws `Invalid`, with the field that cannot be read.
 */
export function readDraft(value: unknown): ArticleDraft {
	const read = v.safeParse(v.object({ ...envelope.entries, content }), value);
	if (!read.success) throw unreadable(read.issues[0]);
	const { kind } = read.output;
	const own = v.safeParse(details[kind], { ...blankDetails[kind], ...read.output.details });
	if (!own.success) throw unreadable(own.issues[0]);
	return { ...read.output, details: own.output } as unknown as ArticleDraft;
}

function unreadable(issue: v.BaseIssue<unknown>): Invalid {
	const field = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
	const last = field.split('.').at(-1) || 'text';
	const message = `Ce qui est arrivé ne peut pas être enregistré tel quel (${field || 'texte'}).`;
	return new Invalid(message, { [last]: message });
}
