import { listCorrections, type Correction } from '#editorial/articles/index.server.ts';
import { illustrate } from '#editorial/articles/ui/illustrated.ts';
import { html, mediaIn, type Block, type ChannelContext, type PictureUse } from '#editorial/content/index.ts';
import { anonymous, type Actor, type Reader } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { typeset } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';
import { correctedSentence } from './letter/corrected.ts';
import type { IssuePage, ShownBlock } from './publication.ts';
import { getIssue } from './issue-page.server.ts';
import type { ReadBlock, ReadIssue } from './reading.ts';
import { closeUp, opening, summaryText } from './rules.ts';

/** Throws `NotFound` as `getIssue` does. */
export async function readIssuePage(
	db: Db,
	reader: Reader,
	publicationSlug: string,
	number: number,
	actor: Actor = anonymous
): Promise<ReadIssue> {
	const page = await getIssue(db, reader, publicationSlug, number, actor);
	const structures = new Map((await listStructures(db)).map((each) => [each.id, each]));
	const media = await loadMedia(db, [
		...new Set([...page.blocks.flatMap(picturesOf), ...editorialPictures(page.editorial)])
	]);
	const context: ChannelContext = {
		structure: structures.get(page.voice)!,
		structures,
		reach: reader.reach,
		media,
		origin: '',
		showAddresses: reader.reach === 'internal'
	};
	const render = (blocks: Block[], level: 2 | 3, anchor: string) =>
		html(closeUp(blocks), { ...context, headingShift: level - 1, idPrefix: `${anchor}-` }).output;
	const since = page.issue.publishedAt;
	const corrections = await listCorrections(db, page.blocks.flatMap(articleOf));
	const corrected = (block: ShownBlock) => sentenceOf(corrections.get(articleOf(block)[0] ?? ''), since);
	let level: 2 | 3 = 2;
	return {
		...page,
		editorial: page.editorial && {
			title: page.editorial.title,
			signature: page.editorial.signature,
			html: render(page.editorial.blocks, 2, 'editorial'),
			portrait: portraitOf(page.editorial.portrait, media)
		},
		blocks: page.blocks.map((block) => {
			if (block.kind === 'heading') level = 3;
			const read = readBlock(block, level, media, (blocks) => render(blocks, level, block.anchor));
			return read.kind === 'article' ? { ...read, corrected: corrected(block) } : read;
		}),
		highlights: page.blocks
			.flatMap((block) => (block.kind === 'article' ? typeset(block.rendition.title) : []))
			.slice(0, 3)
	};
}

function readBlock(
	block: ShownBlock,
	level: 2 | 3,
	media: ChannelContext['media'],
	render: (blocks: Block[]) => string
): ReadBlock {
	const { anchor } = block;
	if (block.kind === 'heading') return { anchor, kind: 'heading', title: block.title };
	if (block.kind === 'text') return { anchor, kind: 'text', level, title: block.title, html: render(block.blocks) };
	if (block.kind === 'tribune') {
		const { id: _, blocks, ...tribune } = block;
		return { ...tribune, level, html: render(blocks) };
	}
	if (block.kind !== 'article') {
		const { id: _, ...own } = block;
		return { ...own, level };
	}
	const { form, rendition, summary } = block;
	const shown = form === 'full' ? rendition.blocks : form === 'lead' ? opening(rendition.blocks, 900) : [];
	return {
		...{ anchor, kind: 'article', form, level, summary: summaryText(rendition) },
		article: illustrate(summary, media),
		html: shown.length > 0 ? render(shown) : '',
		corrected: ''
	};
}

const editorialPictures = (editorial: IssuePage['editorial']): string[] =>
	editorial ? [...mediaIn(editorial.blocks), ...(editorial.portrait ? [editorial.portrait.media] : [])] : [];

/** Who signs, beside his signature; nothing when the picture was withdrawn. */
function portraitOf(use: PictureUse | null, media: ChannelContext['media']) {
	const picture = use && media.get(use.media);
	return picture ? { media: picture, alt: picture.decorative ? '' : use.alt || picture.altText } : null;
}

const articleOf = (block: ShownBlock): string[] => (block.kind === 'article' ? [block.summary.id] : []);

/** What was right when the issue appeared needs no word. */
const sentenceOf = (correction: Correction | undefined, since: string | null): string =>
	correction && since !== null && correction.at > since ? correctedSentence(correction) : '';

function picturesOf(block: ShownBlock): string[] {
	if (block.kind === 'text' || block.kind === 'tribune') return mediaIn(block.blocks);
	if (block.kind !== 'article') return [];
	const cover = block.rendition.cover ? [block.rendition.cover.media] : [];
	return block.form === 'full' ? [...cover, ...mediaIn(block.rendition.blocks)] : cover;
}
