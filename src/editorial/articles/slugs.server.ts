import { slugify } from '#kernel/text.ts';
import type { Tx } from '#platform/database/index.server.ts';

/** The wanted address, or the first numbered one that no article has or had: "neige", "neige-2"… */
export async function freeSlug(tx: Tx, wanted: string, articleId?: string): Promise<string> {
	const base = slugify(wanted);
	const taken = new Set([...(await currentSlugs(tx, base, articleId)), ...(await formerSlugs(tx, base, articleId))]);
	if (!taken.has(base)) return base;
	let number = 2;
	while (taken.has(`${base}-${number}`)) number += 1;
	return `${base}-${number}`;
}

async function currentSlugs(tx: Tx, base: string, except?: string): Promise<string[]> {
	let query = tx
		.selectFrom('article')
		.select('slug')
		.where((eb) => eb.or([eb('slug', '=', base), eb('slug', 'like', `${base}-%`)]));
	if (except) query = query.where('id', '!=', except);
	return (await query.execute()).map((row) => row.slug);
}

async function formerSlugs(tx: Tx, base: string, except?: string): Promise<string[]> {
	let query = tx
		.selectFrom('articleSlug')
		.select('slug')
		.where((eb) => eb.or([eb('slug', '=', base), eb('slug', 'like', `${base}-%`)]));
	if (except) query = query.where('articleId', '!=', except);
	return (await query.execute()).map((row) => row.slug);
}
