import { html, mediaIn, rendition, type ChannelContext, type Content } from '#editorial/content/index.ts';
import type { Reader } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Changes with what the channel makes of a document, so that what was kept before is made again. */
const stamp = 'html-1';

/** The HTML of a revision for a reader: looked up when it was made before, made and kept otherwise. */
export async function renderedHtml(db: Db, reader: Reader, revisionId: string, content: Content): Promise<string> {
	const { structure: structureId, reach } = reader;
	const kept = await db
		.selectFrom('rendered')
		.select('html')
		.where('revisionId', '=', revisionId)
		.where('structureId', '=', structureId)
		.where('reach', '=', reach)
		.where('stamp', '=', stamp)
		.executeTakeFirst();
	if (kept) return kept.html;
	const { blocks } = rendition(content, structureId, reach);
	const { output } = html(blocks, await contextFor(db, reader, mediaIn(blocks)));
	const row = { revisionId, structureId, reach, stamp, html: output };
	await db
		.insertInto('rendered')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['revisionId', 'structureId', 'reach']).doUpdateSet({ stamp, html: output })
		)
		.execute();
	return output;
}

/** What a channel needs to speak for a structure on our own pages: links stay relative. */
async function contextFor(
	db: Db,
	{ structure: structureId, reach }: Reader,
	mediaIds: string[]
): Promise<ChannelContext> {
	const structures = await listStructures(db);
	const structure = structures.find(({ id }) => id === structureId);
	if (!structure) throw new Error(`no structure ${structureId}`);
	return {
		structure,
		structures: new Map(structures.map((each) => [each.id, each])),
		media: await loadMedia(db, mediaIds),
		origin: '',
		reach,
		showAddresses: reach === 'internal'
	};
}
