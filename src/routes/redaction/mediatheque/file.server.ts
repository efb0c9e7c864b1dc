import { Invalid } from '#kernel/errors.ts';

/** The file that a form sends under `file`. Throws `Invalid` with `sentence` when there is none. */
export async function fileIn(form: FormData, sentence: string): Promise<{ bytes: Buffer; name: string }> {
	const file = form.get('file');
	if (!(file instanceof File) || file.name === '') throw new Invalid(sentence, { file: sentence });
	return { bytes: Buffer.from(await file.arrayBuffer()), name: file.name };
}
