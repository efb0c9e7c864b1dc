import { listMailings } from '#distribution/mailings/index.server.ts';
import { waysFor } from '../ways.ts';
import { liveOf } from './live.server.ts';
import { linesOf } from './lines.server.ts';
import { listSendable } from './sendable.server.ts';
import type { PageServerLoad } from './$types';

/** Mailings of the titles that one composes, by what they wait for; and the issues that are ready to leave. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor } = locals;
	const mailings = await linesOf(db, actor, await listMailings(db, actor));
	const of = (...states: string[]) => mailings.filter(({ state }) => states.includes(state));
	const moving = await Promise.all(
		of('sending', 'preparing').map(async (line) => ({ line, live: await liveOf(db, actor, line.id) }))
	);
	const isDoubtful = ({ state, counts }: (typeof mailings)[number]) =>
		counts.uncertain > 0 && ['sending', 'settling', 'paused'].includes(state);
	return {
		moving,
		paused: of('paused'),
		doubtful: mailings.filter(isDoubtful),
		planned: of('ready', 'scheduled').toSorted((a, b) => (a.plannedAt ?? '').localeCompare(b.plannedAt ?? '')),
		past: of('settling', 'closed', 'cancelled'),
		sendable: await listSendable(db, actor),
		readsReturns: waysFor(locals).some(({ href }) => href.endsWith('/retours'))
	};
};
