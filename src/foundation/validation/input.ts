import { Invalid } from '#kernel/errors.ts';
import { verdictLabels, type Verdict } from './validation.ts';

/** What a form says that somebody decides. Throws `Invalid` for anything else. */
export function readVerdict(text: string): Verdict {
	if (Object.hasOwn(verdictLabels, text)) return text as Verdict;
	throw new Invalid('Dites si vous validez, renvoyez ou commentez.');
}
