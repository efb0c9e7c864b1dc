import type { DeskFilter, DeskOrder } from '#editorial/articles/index.ts';
import { articleStateLabels, type ArticleState } from '#editorial/articles/index.ts';

/** What the address of the desk's list says. */
export type Asked = { text: string; state: ArticleState | ''; section: string; isOwn: boolean; order: DeskOrder };

const orders: Record<string, DeskOrder['by']> = { date: 'date', titre: 'title', etat: 'state', rubrique: 'section' };
const wordOf = (by: DeskOrder['by']) => Object.keys(orders).find((word) => orders[word] === by) ?? 'date';

/** What cannot be read counts as not said. Dates come newest first, words from A. */
export function readAsked(params: URLSearchParams): Asked {
	const state = params.get('etat') ?? '';
	const by = orders[params.get('tri') ?? ''] ?? 'date';
	const way = params.get('sens');
	return {
		text: (params.get('q') ?? '').slice(0, 200),
		state: state in articleStateLabels ? (state as ArticleState) : '',
		section: params.get('rubrique') ?? '',
		isOwn: params.get('moi') === '1',
		order: { by, isDescending: way === 'desc' || (by === 'date' && way !== 'asc') }
	};
}

export const filterOf = (
	{ text, state, section, isOwn }: Asked,
	sections: { id: string; slug: string }[]
): DeskFilter => {
	const sectionId = sections.find(({ slug }) => slug === section)?.id;
	return { text, isOwn, ...(state ? { state } : {}), ...(sectionId ? { sectionId } : {}) };
};

/** The address of the same list, on another page or in another order. */
export function addressOf(
	asked: Asked,
	{ page = 1, order = asked.order }: { page?: number; order?: DeskOrder } = {}
): string {
	const said = {
		...{ q: asked.text, etat: asked.state, rubrique: asked.section, moi: asked.isOwn ? '1' : '' },
		tri: order.by === 'date' ? '' : wordOf(order.by),
		sens: order.isDescending === (order.by === 'date') ? '' : order.isDescending ? 'desc' : 'asc',
		page: page > 1 ? String(page) : ''
	};
	return `/redaction?${new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))}#articles`;
}
