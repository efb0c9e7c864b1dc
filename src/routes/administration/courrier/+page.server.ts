import { getOutboxMessage, listOutbox } from '#platform/outbox.server.ts';
import { outboxOf } from './outbox.ts';
import type { PageServerLoad } from './$types';

/** The messages that an installation without SMTP did not send, and one of them (`?message=NAME`). */
export const load: PageServerLoad = async ({ locals, url }) => {
	const folder = outboxOf(locals.settings);
	const name = url.searchParams.get('message');
	const opened = name ? await getOutboxMessage(folder, name) : null;
	const telling = ['Reply-To', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'Message-ID', 'DKIM-Signature'];
	return {
		messages: await listOutbox(folder),
		opened: opened && {
			...opened,
			html: undefined,
			hasHtml: opened.html !== '',
			headers: opened.headers.filter((header) => telling.some((one) => one.toLowerCase() === header.name.toLowerCase()))
		}
	};
};
