/** What became of a request that the script of the page made. `offline` also stands for a server that is not well. */
export type Answer<T> =
	| { kind: 'done'; body: T }
	| { kind: 'conflict'; body: unknown }
	| { kind: 'refused'; message: string; fields: Record<string, string> }
	| { kind: 'signed-out'; message: string }
	| { kind: 'offline' };

/** A request that never gets an answer counts as lost, in milliseconds. */
const patience = 20_000;

/**
 * Asks the server in the name of `agentId`: should somebody else have signed in meanwhile in another tab, he is not
 * given what this one typed. `body` goes as JSON, or as a form when it is one.
 */
export async function ask<T>(agentId: string, method: string, url: string, body?: unknown): Promise<Answer<T>> {
	const isForm = body instanceof FormData;
	const headers: Record<string, string> = { accept: 'application/json', 'x-unisson-agent': agentId };
	if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
	try {
		const response = await fetch(url, {
			...{ method, headers, redirect: 'error' },
			body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(isForm ? patience * 6 : patience)
		});
		return await answerOf<T>(response);
	} catch {
		return { kind: 'offline' };
	}
}

async function answerOf<T>(response: Response): Promise<Answer<T>> {
	if (response.status === 204) return { kind: 'done', body: undefined as T };
	if (response.status >= 500 || response.status === 429) return { kind: 'offline' };
	const body: unknown = await response.json();
	if (response.ok) return { kind: 'done', body: body as T };
	if (response.status === 409) return { kind: 'conflict', body };
	const { message = '', fields = {} } = body as { message?: string; fields?: Record<string, string> };
	return response.status === 401 ? { kind: 'signed-out', message } : { kind: 'refused', message, fields };
}
