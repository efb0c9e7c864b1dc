import { hideAddress, ownAddressLabel } from '#foundation/accounts/index.ts';
import type { BounceRawTable } from './tables.server.ts';

type Words = Pick<BounceRawTable, 'recipient' | 'sender' | 'subject' | 'excerpt' | 'diagnostic' | 'raw'>;

/** What is kept of a return. Of one that concerns a personal address: no address, and no bytes. */
export function keptWords(words: Words, delivery: { isOwn: number; address: string } | undefined): Words {
	if (delivery?.isOwn !== 1) return words;
	const hidden = (text: string | null) => text && hideAddress(text, delivery.address);
	return {
		...{ recipient: ownAddressLabel, sender: null, raw: null, subject: hidden(words.subject) },
		...{ excerpt: hidden(words.excerpt), diagnostic: hidden(words.diagnostic) }
	};
}
