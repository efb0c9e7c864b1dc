import { Invalid } from '#kernel/errors.ts';
import { isAddress, readAddress, type MailAddress } from '#platform/mail.server.ts';
import type { Structure } from './structure.ts';

/**
 * A structure's own sender: a city does not write from its agglomération's domain. `mailFrom` (the setting `MAIL_FROM`)
 * when it has none. Throws `Invalid` when there is neither.
 */
export function senderOf({ name, identity }: Structure, mailFrom: string | undefined): MailAddress {
	const fallback = mailFrom ? readAddress(mailFrom) : undefined;
	const address = identity.sender.address || fallback?.address;
	if (!address || !isAddress(address))
		throw new Invalid(`${name} n’a pas d’adresse d’expédition : donnez-lui-en une, ou réglez MAIL_FROM.`);
	return { name: identity.sender.name || name, address };
}
