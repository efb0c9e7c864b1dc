/** mjml 5 ships no types; these are the parts we use. */
declare module 'mjml' {
	export type MjmlError = { line: number; message: string; tagName: string; formattedMessage: string };
	export default function mjml2html(
		mjml: string,
		options: {
			validationLevel: 'strict' | 'soft' | 'skip';
			fonts: Record<string, string>;
			keepComments?: boolean;
			minify?: boolean;
			minifyOptions?: Record<string, unknown>;
		}
	): Promise<{ html: string; errors: MjmlError[] }>;
}
