import { randomUUID } from 'node:crypto';
import {
	error,
	isHttpError,
	json,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { DomainError, Forbidden, NotFound } from '#kernel/errors.ts';
import { handover } from '#platform/handover.server.ts';
import { log } from '#platform/log.server.ts';
import { observeRequest } from '#platform/metrics.server.ts';
import { startBackground } from './background.server.ts';
import { isEmbeddable, isProbe, ownPath, ruleOf, rules } from './routes/access.ts';
import { htmlAttributes } from './routes/document.ts';
import { isFramed, securityHeaders } from './routes/headers.ts';
import { wearLetterFace } from './routes/letter-face.server.ts';
import { throughPageCache } from './routes/page-cache.server.ts';
import { noteView } from './routes/page-views.server.ts';
import { statusOf } from './routes/refusals.ts';
import { isLocal, welcomeVisitor } from './routes/visitor.server.ts';

type Resolve = Parameters<Handle>[0]['resolve'];

/** Under our server, which says when; `vite dev` answers pages and nothing else. */
export const init: ServerInit = () => {
	const { settings } = handover;
	if (settings) handover.begin = () => startBackground(settings);
};

export const handle: Handle = async ({ event, resolve }) => {
	const start = performance.now();
	let status = 500;
	try {
		preferPage(event.request);
		await welcomeVisitor(event, isProbe(event.route.id));
		await wearLetterFace(event);
		const response = await answer(event, resolve);
		protect(event, response);
		status = response.status;
		noteView(event, status);
		return response;
	} catch (thrown) {
		if (isHttpError(thrown)) status = thrown.status;
		throw thrown;
	} finally {
		note(event, status, performance.now() - start);
	}
};

/**
 * SvelteKit answers a form with JSON where `Accept` leaves it the choice. A form without script gets a page or a 303,
 * whatever sends it; the script of a form says that it wants JSON.
 */
function preferPage({ headers, method }: Request): void {
	if (method === 'POST' && ['*/*', null].includes(headers.get('accept'))) headers.set('accept', 'text/html');
}

/** The route's rule first, then the route. An address without a route is answered by the page of errors. */
async function answer(event: RequestEvent, resolve: Resolve): Promise<Response> {
	const rule = event.route.id === null ? 'public' : ruleOf(event.route.id);
	if (!rules[rule].allows({ ...event.locals, isLocal: isLocal(event) })) return turnAway(event, rule);
	const response = await throughPageCache(event, async () =>
		resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%unisson.html%', () => htmlAttributes(event.locals, event.url))
		})
	);
	return event.locals.refusal === undefined ? response : restated(event, response, event.locals.refusal);
}

/** Who is not signed in goes to sign in and comes back; who belongs nowhere yet reads it on the account page. */
function turnAway(event: RequestEvent, rule: keyof typeof rules): Response | Promise<Response> {
	const { actor } = event.locals;
	if (rule === 'local') return refuse(new NotFound());
	if (actor.kind === 'anonymous' && isScript(event.request))
		return json({ message: 'Votre session a expiré.' }, { status: 401 });
	if (actor.kind === 'anonymous') return seeOther(`/connexion?suite=${encodeURIComponent(wanted(event))}`);
	return rule === 'agent' ? seeOther('/compte') : forbidden(event);
}

/** A script that asks for data says so; a page of sign-in would tell it nothing. Forms that a script sends go there. */
const isScript = ({ headers }: Request): boolean =>
	headers.get('accept') === 'application/json' && !headers.has('x-sveltekit-action');

/** The page of errors, for who reads pages; the sentence alone for anything else. */
async function forbidden({ fetch, request }: RequestEvent): Promise<Response> {
	const isReading = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
	if (!isReading) return refuse(new Forbidden());
	const page = await fetch('/refus');
	return new Response(page.body, { status: 403, headers: page.headers });
}

/** The page to come back to: what was asked for, or for a form the page that showed it. */
function wanted({ request, url }: RequestEvent): string {
	if (request.method === 'GET' || request.method === 'HEAD') return ownPath(url.pathname + url.search);
	const from = request.headers.get('referer');
	const page = from && URL.canParse(from) ? new URL(from) : undefined;
	return page?.origin === url.origin ? ownPath(page.pathname + page.search) : '/';
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });

/** A bare page, or JSON where it is preferred. */
const refuse = (refusal: DomainError): never => error(statusOf(refusal) ?? 500, { message: refusal.message });

/**
 * SvelteKit answers 500 to any error that is not its own, and the domain knows nothing of HTTP. The page of errors, the
 * JSON of an action and the data of a navigation are right as they are, but for the status; an endpoint's page is not.
 */
function restated(event: RequestEvent, response: Response, refusal: DomainError): Response {
	if (event.isDataRequest || response.status !== 500) return response;
	const { headers } = response;
	const isPage = headers.has('x-sveltekit-page') || headers.get('content-type')?.includes('json');
	if (isPage) return new Response(response.body, { status: statusOf(refusal) ?? 500, headers });
	return refuse(refusal);
}

/** Headers that a route has set are its own business. Pages of somebody signed in are kept by nobody. */
function protect({ locals, route, url }: RequestEvent, { headers }: Response): void {
	const framed = { isFramed: isFramed(url.pathname) };
	if (isEmbeddable(route.id) || framed.isFramed) headers.set('cross-origin-resource-policy', 'cross-origin');
	const policy = framed.isFramed ? headers.get('content-security-policy') : null;
	if (policy) headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'));
	for (const [name, value] of Object.entries(securityHeaders(url.protocol === 'https:', framed)))
		if (!headers.has(name)) headers.set(name, value);
	if (locals.actor.kind === 'agent' && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}

/** One line per request: the route's pattern, and no address of anybody, no query, no token. */
function note({ request, route, url }: RequestEvent, status: number, milliseconds: number): void {
	const pattern = route.id ?? 'none';
	const isTelling = pattern.includes('[token]');
	observeRequest(pattern, request.method, status, milliseconds / 1000);
	log.info(
		{
			method: request.method,
			route: pattern,
			path: isTelling ? undefined : url.pathname.slice(0, 200),
			status,
			ms: Math.round(milliseconds * 10) / 10
		},
		'request'
	);
}

export const handleError: HandleServerError = ({ error: thrown, event, status }) => {
	if (thrown instanceof DomainError) {
		event.locals.refusal = thrown;
		return { message: thrown.message, status: statusOf(thrown) };
	}
	if (status === 404) return { message: new NotFound().message };
	if (status < 500) return { message: 'Cette demande ne peut pas être comprise. Revenez en arrière et réessayez.' };
	const reference = randomUUID().slice(0, 8);
	log.error({ err: thrown, route: event.route.id, reference }, 'request failed');
	return { message: 'Une erreur est survenue. Elle est notée, et ce que vous lisiez n’est pas en cause.', reference };
};
