import { escapeHtml } from '#kernel/escaping.ts';

/** MJML or HTML that we made ourselves, from escaped text: templates write it as it is, and escape everything else. */
export class Markup {
	readonly source: string;
	constructor(source: string) {
		this.source = source;
	}
	toString(): string {
		return this.source;
	}
}

/** Braces that somebody wrote must never pass for a token of ours (`{{unsubscribe}}`), nor for a template's tag. */
export const disarm = (made: string): string =>
	made.replaceAll('{{', '&#123;&#123;').replaceAll('{%', '&#123;%').replaceAll('}}', '&#125;&#125;');

/** The same in plain text, where there are no entities. */
export const disarmText = (made: string): string => made.replaceAll('{{', '{ {').replaceAll('{%', '{ %');

/** What a template writes of a value: the markup that we made as it is, anything else as escaped text. */
export const written = (value: unknown): string =>
	value instanceof Markup
		? value.source
		: disarm(escapeHtml(value === null || value === undefined ? '' : String(value)));
