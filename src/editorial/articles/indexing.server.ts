import { plainBlocks, rendition } from '#editorial/content/index.ts';
import { forgetSubject, indexSubject, type SearchEntry } from '#foundation/search/index.server.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { contentOf } from './revision.server.ts';
import { readersOf, visibleStates } from './rules.ts';

/**
 * Puts what each structure says to each level of reach into the search: one entry per distinct text, so that nobody
 * finds an article by a word that is not meant for him.
 */
export async function indexArticle(tx: Tx, articleId: string): Promise<void> {
	const subject = { kind: 'article', id: articleId };
	const row = await tx
		.selectFrom('article')
		.innerJoin('revision', 'revision.id', 'article.liveId')
		.innerJoin('section', 'section.id', 'article.sectionId')
		.selectAll('article')
		.select(['title', 'standfirst', 'body', 'variants', 'cover', 'relayMessage', 'section.slug as sectionSlug'])
		.where('article.id', '=', articleId)
		.where('article.state', 'in', visibleStates)
		.executeTakeFirst();
	if (!row?.publishedAt) return forgetSubject(tx, subject);
	const audience = await tx
		.selectFrom('articleAudience')
		.select('structureId')
		.where('articleId', '=', articleId)
		.execute();
	const voices = await tx
		.selectFrom('articleVoice')
		.select('structureId')
		.where('articleId', '=', articleId)
		.orderBy('position')
		.execute();
	const content = contentOf(row);
	const common = {
		speaks: voices.map(({ structureId }) => structureId),
		section: row.sectionSlug,
		kind: row.kind,
		expiresAt: row.expiresAt
	};
	const entries = new Map<string, SearchEntry>();
	for (const { structureId } of audience) {
		for (const reach of readersOf(row.reach)) {
			const { title, standfirst, blocks } = rendition(content, structureId, reach);
			const text = `${standfirst}\n${plainBlocks(blocks)}`;
			const publishedAt = (reach !== 'internal' && row.publicAt) || row.publishedAt;
			const key = `${publishedAt}\n${title}\n${text}`;
			const entry = entries.get(key) ?? { ...common, publishedAt, voices: [], title, text };
			entry.voices.push({ structure: structureId, reach });
			entries.set(key, entry);
		}
	}
	await indexSubject(tx, subject, [...entries.values()]);
}
