import { deliveryStateLabels, meaningOf } from '#distribution/mailings/index.ts';
import { erasedAt, listDeliveries } from '#distribution/mailings/index.server.ts';
import { pageCount, pageNumber } from '#kernel/pages.ts';
import { headOf } from '../head.server.ts';
import { groups, readAsked } from './asked.ts';
import type { PageServerLoad } from './$types';

/** Recipients of a mailing, one by one, with what the server said of each; nobody any more once addresses are erased. */
export const load: PageServerLoad = async ({ locals: { db, actor, structures }, params: { id }, url }) => {
	const head = await headOf(db, actor, id);
	const asked = readAsked(url.searchParams);
	const erased = await erasedAt(db, id);
	if (erased) return { head, asked, erasedAt: erased, list: { number: 1, total: 0, count: 1 }, lines: [] };
	const page = await listDeliveries(db, actor, id, {
		...(asked.group ? { states: groups[asked.group]!.states } : {}),
		...(asked.provider ? { provider: asked.provider } : {}),
		...{ search: asked.text, page: pageNumber(url.searchParams.get('page')) }
	});
	return {
		...{ head, asked, erasedAt: null },
		list: { number: page.number, total: page.total, count: pageCount(page) },
		lines: page.items.map(({ structureId, state, code, response, bounce, ...line }) => ({
			...line,
			state: deliveryStateLabels[state],
			tone: ['failed', 'bounced'].includes(state) ? 'alert' : 'quiet',
			structure: structures.find((structure) => structure.id === structureId)?.shortName ?? '',
			answer: bounce ?? response ?? '',
			meaning: state === 'sent' && !bounce ? '' : meaningOf(bounce ? null : code, bounce ?? response)
		}))
	};
};
