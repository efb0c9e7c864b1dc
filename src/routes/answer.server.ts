import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { AgentActor, Reader } from '#foundation/accounts/index.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { personally } from './personal.server.ts';
import { readerHere } from './reading.server.ts';

type Answering = Pick<RequestEvent, 'locals' | 'url' | 'request'>;

/** Who answers an article, and what he sent. */
export type Answer = { actor: AgentActor; reader: Reader; form: FormData };

/** Does in one transaction what a form of an article's page asks, and goes back to its place on that page. */
export async function answer(
	event: Answering & { params: { slug: string } },
	place: string,
	work: (tx: Tx, answer: Answer) => Promise<void>
): Promise<never> {
	const actor = personally(event.locals);
	const reader = readerHere(event.locals, event.url);
	const form = await event.request.formData();
	await event.locals.db.transaction().execute((tx) => work(tx, { actor, reader, form }));
	redirect(303, `/articles/${event.params.slug}#${place}`);
}
