import type { RequestEvent } from '@sveltejs/kit';
import { findSession, sessionCookie, sessionCookieName } from '#foundation/accounts/index.server.ts';
import { anonymous, readerOf } from '#foundation/accounts/index.ts';
import { countWaiting } from '#foundation/notices/index.server.ts';
import { house } from './house.server.ts';

/** Fills `event.locals`: what the house holds, and who asks. A probe asks in nobody's name. */
export async function welcomeVisitor(event: RequestEvent, isProbe: boolean): Promise<void> {
	const { db, settings, store, structures } = house();
	Object.assign(event.locals, { db, settings, store, structures: [], actor: anonymous, reader: null, session: null });
	Object.assign(event.locals, { unreadNotices: 0, pendingAcknowledgements: 0 });
	if (isProbe) return;
	event.locals.structures = await structures();
	const token = event.cookies.get(sessionCookieName);
	if (!token) return;
	const signedIn = await findSession(db, token);
	if (!signedIn) return setSessionCookie(event, undefined);
	const { actor, session } = signedIn;
	event.locals.actor = actor;
	event.locals.reader = readerOf(actor, session.structureId) ?? null;
	event.locals.session = { ...session, token };
	const { unread, acknowledgements } = await countWaiting(db, actor.id);
	Object.assign(event.locals, { unreadNotices: unread, pendingAcknowledgements: acknowledgements });
}

/** Gives the browser its session, or takes it back when there is no token. */
export function setSessionCookie(
	{ cookies, locals, url }: Pick<RequestEvent, 'cookies' | 'locals' | 'url'>,
	token: string | undefined
) {
	const { name, value, attributes } = sessionCookie(locals.db, token, url.protocol === 'https:');
	cookies.set(name, value, attributes);
}

const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Whether the request comes from this machine and passed through no proxy. */
export const isLocal = (event: RequestEvent): boolean =>
	loopback.includes(event.platform?.req?.socket?.remoteAddress ?? clientAddress(event)) &&
	!event.request.headers.has('x-forwarded-for') &&
	!event.request.headers.has('forwarded');

/** The address of who asks; that of the connection when a proxy should have said it and did not. */
export function clientAddress(event: RequestEvent): string {
	try {
		return event.getClientAddress();
	} catch {
		return event.platform?.req?.socket?.remoteAddress ?? 'unknown';
	}
}
