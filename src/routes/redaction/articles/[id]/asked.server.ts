import { error, json, type RequestEvent } from '@sveltejs/kit';
import { SlotConflict } from '#editorial/articles/index.server.ts';
import type { AgentActor } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';

/**
 * The agent in whose name the script of a page asks. Throws 401 when somebody else has signed in meanwhile in this
 * browser: what one typed is never saved under the name of another.
 */
export function writerOf({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>): AgentActor {
	const { actor } = locals;
	if (actor.kind !== 'agent') error(401, { message: 'Votre session a expiré.' });
	const asked = request.headers.get('x-unisson-agent');
	if (asked && asked !== actor.id)
		error(401, { message: `Ce navigateur est maintenant connecté au nom de ${actor.name}.` });
	return actor;
}

/** The answer as JSON; what is refused comes with its sentences, and a lost race with the text of the other. */
export async function answer(work: () => Promise<unknown>): Promise<Response> {
	try {
		const body = await work();
		return body === undefined ? new Response(null, { status: 204 }) : json(body);
	} catch (thrown) {
		if (thrown instanceof SlotConflict) return json({ message: thrown.message, slot: thrown.slot }, { status: 409 });
		if (thrown instanceof Invalid) return json({ message: thrown.message, fields: thrown.fields }, { status: 400 });
		throw thrown;
	}
}

/** The object that came as JSON; an empty one for anything else, whose fields are then found missing. */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
	const body: unknown = await request.json().catch(() => undefined);
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

export const textIn = (body: Record<string, unknown>, name: string): string =>
	typeof body[name] === 'string' ? body[name] : '';
