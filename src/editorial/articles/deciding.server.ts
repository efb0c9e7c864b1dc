import { differencesOf, rendition, type Content, type Difference, type Rendition } from '#editorial/content/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import type { Media } from '#foundation/media/index.ts';
import { findValidationById, isConcerned } from '#foundation/validation/index.server.ts';
import { canDecide, type Step, type Validation } from '#foundation/validation/index.ts';
import type { Instant } from '#kernel/dates.ts';
import { NotFound } from '#kernel/errors.ts';
import { reachAllows, reaches, type Reach } from '#kernel/reach.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { ArticleDraft } from './article.ts';
import { canWriteArticle } from './can.ts';
import { renderedHtml } from './rendered.server.ts';
import { draftOf, getRevisionRow, guestsOf, type ArticleRow } from './rows.server.ts';

/** What one structure would say, and to whom: readers who are told exactly the same are taken together. */
export type DecisionText = {
	structureId: string;
	reaches: Reach[];
	title: string;
	standfirst: string;
	cover: { media: Media; alt: string; caption: string; credit: string } | null;
	html: string;
	relayMessage: string;
};

/** An article as those who decide on it see it: the version that was sent to them, and nothing that was typed since. */
export type Deciding = {
	validation: Validation;
	article: Omit<ArticleDraft, 'content' | 'slug' | 'source'> & {
		id: string;
		plannedAt: Instant | null;
		publicAt: Instant | null;
		/** The correction notice that readers would see. */
		correction: string;
	};
	revision: { number: number; note: string; createdAt: Instant };
	texts: DecisionText[];
	/** What each structure says otherwise than in the last version that was validated; null for a first one. */
	changes: { structureId: string; differences: Difference[] }[] | null;
	/** The steps that wait for this person. */
	mine: Step[];
	canWrite: boolean;
};

/**
 * An article under decision, for who may decide on it, has decided, asked for it, or may write it. Throws `NotFound` for
 * anybody else.
 */
export async function getForDecision(db: Db, actor: Actor, validationId: string): Promise<Deciding> {
	const validation = await findValidationById(db, validationId);
	const article =
		validation?.subject.kind === 'article'
			? await db.selectFrom('article').selectAll().where('id', '=', validation.subject.id).executeTakeFirst()
			: undefined;
	if (!validation || !article) throw new NotFound();
	const canWrite = canWriteArticle(actor, { ...article, guests: await guestsOf(db, article.id) });
	if (!canWrite && !(await isConcerned(db, actor, validation))) throw new NotFound();
	const row = await getRevisionRow(db, article.id, validation.revisionId);
	const { content, slug: _slug, source: _source, correction = '', ...envelope } = await draftOf(db, article, row);
	const { id, plannedAt, publicAt } = article;
	return {
		validation,
		article: { ...envelope, id, plannedAt, publicAt, correction },
		revision: { number: row.number, note: row.note, createdAt: row.createdAt },
		texts: await textsOf(db, { revisionId: row.id, content, reach: envelope.reach, validation }),
		changes: await changesOf(db, article, validation, content),
		mine: validation.steps.filter((step) => canDecide(actor, step)),
		canWrite
	};
}

const decidersOf = ({ steps }: Validation): string[] => [...new Set(steps.map(({ structureId }) => structureId))];

type Submitted = { revisionId: string; content: Content; reach: Reach; validation: Validation };

async function textsOf(db: Db, { revisionId, content, reach, validation }: Submitted): Promise<DecisionText[]> {
	const readers = reaches.filter((reader) => reachAllows(reach, reader));
	const said = decidersOf(validation).flatMap((structureId) =>
		[...Map.groupBy(readers, (reader) => saidTo(rendition(content, structureId, reader))).values()].map((alike) => ({
			reaches: alike,
			spoken: rendition(content, structureId, alike[0]!)
		}))
	);
	const media = await loadMedia(db, [...new Set(said.flatMap(({ spoken }) => spoken.cover?.media ?? []))]);
	return Promise.all(
		said.map(async ({ reaches: alike, spoken }) => {
			const { structure, title, standfirst, relayMessage } = spoken;
			const reader = { structure, structures: [structure], reach: alike[0]! };
			const html = await renderedHtml(db, reader, revisionId, content);
			const cover = coverOf(spoken, media);
			return { structureId: structure, reaches: alike, title, standfirst, relayMessage, cover, html };
		})
	);
}

/** The message to relay is for agents alone, and is no reason to show the same text twice. */
const saidTo = ({ title, standfirst, cover, blocks }: Rendition): string =>
	JSON.stringify([title, standfirst, cover, blocks]);

function coverOf({ cover }: Rendition, known: Map<string, Media>): DecisionText['cover'] {
	const media = cover && known.get(cover.media);
	if (!media) return null;
	const { alt, caption, credit } = cover;
	return {
		media,
		alt: media.decorative ? '' : alt || media.altText,
		caption: caption || media.caption,
		credit: credit || media.credit
	};
}

/** Against what was validated before: what the structures say to agents, who read everything. */
async function changesOf(
	db: Db,
	article: ArticleRow,
	validation: Validation,
	content: Content
): Promise<Deciding['changes']> {
	const before = article.approvedId === validation.revisionId ? null : article.approvedId;
	if (!before) return null;
	const { content: validated } = await draftOf(db, article, await getRevisionRow(db, article.id, before));
	return decidersOf(validation).map((structureId) => ({
		structureId,
		differences: differencesOf(
			rendition(validated, structureId, 'internal'),
			rendition(content, structureId, 'internal')
		)
	}));
}
