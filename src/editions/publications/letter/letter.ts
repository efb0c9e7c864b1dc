import type { Form } from '../publication.ts';

/** Something the officer should read about a letter, in a French sentence. `article` is a slug. */
export type Remark = { code: string; message: string; article?: string };

/** What an article weighs in a letter: UTF-8 bytes of the HTML between its first and its last tag. */
export type ArticleWeight = { slug: string; title: string; form: Form; bytes: number };

/**
 * An issue as one structure sends it. Compiled once per structure, never per recipient: recipients differ by the
 * `tokens` alone. A letter with errors must not be sent.
 */
export type Letter = {
	/** Strict MJML, the source of `html`. */
	mjml: string;
	html: string;
	text: string;
	subject: string;
	/** Shown by mail clients after the subject. */
	preheader: string;
	/** UTF-8 bytes of `html`. */
	bytes: number;
	warnings: Remark[];
	errors: Remark[];
	articles: ArticleWeight[];
};

/** Gmail clips a message at 102 400 bytes; the margin is for the tokens of each recipient. */
export const bytesLimit = 100_000;
export const bytesGauge = 90_000;

/** What differs from one recipient to another, as it stands in a compiled letter. */
export const tokens = {
	unsubscribe: '{{unsubscribe}}',
	preferences: '{{preferences}}'
} as const;

/** The addresses of one recipient, absolute. */
export type Recipient = Record<keyof typeof tokens, string>;

/** Puts one recipient's addresses in place of the tokens, in the HTML or the text of a letter. */
export const addressTo = (compiled: string, recipient: Recipient): string =>
	compiled.replaceAll(tokens.unsubscribe, recipient.unsubscribe).replaceAll(tokens.preferences, recipient.preferences);

/** For a test: a page that explains, and unsubscribes nobody. */
export const trial = (origin: string): Recipient => ({
	unsubscribe: `${origin}/desabonnement/essai`,
	preferences: `${origin}/desabonnement/essai`
});
