import { getComposition, loadVoices } from '#editions/publications/index.server.ts';
import { readIssue, type IssueDraft, type Letter } from '#editions/publications/index.ts';
import { answer, bodyOf, textIn, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { ShownLetter, Weight } from '../letter/shown.ts';
import type { RequestHandler } from './$types';

/** What is being composed, as one structure would send it, and what the letters of all weigh. Nothing is written. */
export const POST: RequestHandler = (event) =>
	answer(async (): Promise<{ letter: ShownLetter | null; weights: Weight[] }> => {
		const { db, settings } = event.locals;
		const [actor, body] = [writerOf(event), await bodyOf(event.request)];
		const { issue, publication } = await getComposition(db, actor, event.params.id);
		const composed = { ...issue, ...readIssue(body.draft as IssueDraft) } as typeof issue;
		const wanted = textIn(body, 'voice');
		const made = await loadVoices(db, composed, publication, settings);
		const found = made.find(({ structure }) => structure.id === wanted);
		return {
			letter: found ? shown(found.letter, wanted, settings.origin) : null,
			weights: made.map(({ structure, letter: { bytes, errors } }) => ({
				...{ structureId: structure.id, bytes },
				errors: errors.length
			}))
		};
	});

/** Its pictures are looked for on the site that is being read, by whatever name it is reached. */
const shown = ({ mjml: _, html, ...letter }: Letter, structureId: string, origin: string): ShownLetter => ({
	...letter,
	structureId,
	html: html.replaceAll(`src="${origin}/`, 'src="/')
});

/** An empty page under the policy of letters: the preview writes its mail into it, in a frame where nothing runs. */
export { GET } from '../../../articles/[id]/apercu/+server.ts';
