import { findRenditions } from '#editorial/articles/index.server.ts';
import { anonymous, type Actor, type Reader } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { typeset } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canWriteIssue } from './can.ts';
import { eventsOf } from './events.server.ts';
import { tellBlock, type Told } from './own.ts';
import type { Issue, IssueBlock, IssuePage, Publication, ShownBlock } from './publication.ts';
import { findIssue, getPublication, issueRows } from './queries.server.ts';
import { articleIdsOf, isPublished, spoken, voiceFor } from './rules.ts';
import type { IssueTable } from './tables.server.ts';
import { blocksFor, editorialFor, withoutEmptyParts } from './voices.ts';

/**
 * An issue as this reader reads it: in the voice of his structure, without the articles that are not for him. Throws
 * `NotFound`, also for an issue in preparation when `actor` may not write it.
 */
export async function getIssue(
	db: Db,
	reader: Reader,
	publicationSlug: string,
	number: number,
	actor: Actor = anonymous
): Promise<IssuePage> {
	const publication = await getPublication(db, reader, publicationSlug);
	const issue = await findIssue(db, publication.id, number);
	if (!issue || !(isPublished(issue, now()) || canWriteIssue(actor, publication)))
		throw new NotFound('Ce numéro n’existe pas, ou il n’a pas encore paru.');
	const voice = voiceFor(publication, reader)!;
	const own = blocksFor(issue, voice);
	const articles = await findRenditions(db, { ...reader, structure: voice }, articleIdsOf(own));
	// The agenda of a title is the same for all its readers: an agent sees in a public one what residents see.
	const asPublished = { ...reader, structure: voice, reach: publication.reach };
	const told: Told = {
		...{ publication, reach: reader.reach, events: await eventsOf(db, asPublished, own) },
		structure: (await listStructures(db)).find(({ id }) => id === voice)!
	};
	const shown = new Map(own.map((block) => [block.id, shownBlock(block, told, articles)]));
	const blocks = withoutEmptyParts(own, ({ id }) => shown.get(id) !== undefined).flatMap(
		({ id }) => shown.get(id) ?? []
	);
	const editorial = editorialFor(issue, voice);
	return {
		publication,
		issue,
		voice,
		editorial: editorial && {
			title: typeset(editorial.title),
			signature: typeset(editorial.signature),
			portrait: editorial.portrait ?? null,
			blocks: spoken(editorial.body, voice, reader.reach)
		},
		blocks,
		contents: contentsOf(blocks),
		...(await neighbours(db, publication, issue, actor))
	};
}

function shownBlock(
	block: IssueBlock,
	told: Told,
	articles: Awaited<ReturnType<typeof findRenditions>>
): ShownBlock | undefined {
	if (block.kind !== 'article') return tellBlock(block, told);
	const found = articles.get(block.articleId);
	return found && { id: block.id, anchor: found.summary.slug, kind: 'article', form: block.form, ...found };
}

const contentsOf = (blocks: ShownBlock[]): IssuePage['contents'] =>
	blocks.flatMap((block) => {
		const title = titleOf(block);
		return title ? { anchor: block.anchor, title, level: block.kind === 'heading' ? 1 : 2 } : [];
	});

function titleOf(block: ShownBlock): string {
	if (block.kind === 'article') return typeset(block.rendition.title);
	if (block.kind === 'tribune') return block.title || block.group;
	return 'title' in block ? block.title : '';
}

async function neighbours(db: Db, publication: Publication, issue: Issue, actor: Actor) {
	const near = (side: '<' | '>') =>
		issueRows(db, publication, actor)
			.where('number', side, issue.number)
			.where('isSpecial', '=', Number(issue.isSpecial))
			.orderBy('number', side === '<' ? 'desc' : 'asc')
			.limit(1)
			.executeTakeFirst();
	const brief = (row: IssueTable | undefined) => (row ? { number: row.number, title: typeset(row.title) } : null);
	return { previous: brief(await near('<')), next: brief(await near('>')) };
}
