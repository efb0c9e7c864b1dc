import { findRenditions } from '#editorial/articles/index.server.ts';
import { mediaIn } from '#editorial/content/index.ts';
import { findConsentFaults, loadMedia, type ConsentFault } from '#foundation/media/index.server.ts';
import { dayOf } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { outletOf } from './media-uses.server.ts';
import type { Issue, IssueBlock, Publication } from './publication.ts';
import { articleIdsOf, spoken } from './rules.ts';
import { blocksFor, editorialFor } from './voices.ts';

/**
 * Why some pictures may not go out in an issue: a sentence for each person who does not allow it. Pictures that were
 * withdrawn keep nothing back: the issue goes without them.
 */
export async function listIssueConsentFaults(
	db: Db,
	issue: Pick<Issue, 'date'>,
	{ kind, reach }: Pick<Publication, 'kind' | 'reach'>,
	mediaIds: string[]
): Promise<ConsentFault[]> {
	const today = dayOf(now());
	const day = issue.date > today ? issue.date : today;
	const shown = [...(await loadMedia(db, mediaIds)).keys()];
	return findConsentFaults(db, { mediaIds: shown, outlets: [outletOf(kind)], reach, day });
}

/** The pictures that an issue shows in any of its voices. */
export async function listIssueMedia(db: Db, issue: Issue, publication: Publication): Promise<string[]> {
	const found = new Set<string>();
	for (const voice of publication.voices) {
		const blocks = blocksFor(issue, voice);
		const reader = { structure: voice, structures: [voice], reach: publication.reach };
		const articles = await findRenditions(db, reader, articleIdsOf(blocks));
		const editorial = editorialFor(issue, voice);
		const own = [...(editorial ? [editorial.body] : []), ...blocks.flatMap(textOf)];
		if (editorial?.portrait) found.add(editorial.portrait.media);
		for (const doc of own) for (const id of mediaIn(spoken(doc, voice, publication.reach))) found.add(id);
		for (const block of blocks) {
			const said = block.kind === 'article' ? articles.get(block.articleId)?.rendition : undefined;
			if (!said || block.kind !== 'article') continue;
			const hasCover = publication.kind === 'journal' || block.form === 'lead' || block.form === 'full';
			if (said.cover && hasCover) found.add(said.cover.media);
			if (block.form === 'full') for (const id of mediaIn(said.blocks)) found.add(id);
		}
	}
	return [...found];
}

const textOf = (block: IssueBlock) => (block.kind === 'text' || block.kind === 'tribune' ? [block.body] : []);
