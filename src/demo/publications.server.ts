import { findForWriting } from '#editorial/articles/index.server.ts';
import type { Doc } from '#editorial/content/index.ts';
import { createIssue, createPublication, publishIssue } from '#editions/publications/index.server.ts';
import type { BlockDraft, Publication } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { DemoBlock, DemoIssue } from './issues.ts';
import { lienDesHauts, traitCommun } from './journals.ts';
import { infolettre, lettreAgglo } from './letters.ts';

/** Writes the journals and letters of the demo territory. Articles that are not there are left out of their issue. */
export async function loadDemoPublications(
	db: Db,
	actor: Actor,
	{ structures }: { structures: Structure[] }
): Promise<void> {
	const idOf = (slug: string): string => {
		const structure = structures.find((each) => each.slug === slug);
		if (!structure) throw new Error(`no demo structure ${slug}`);
		return structure.id;
	};
	for (const { issues, owner, voices, ...draft } of [traitCommun, lienDesHauts, infolettre, lettreAgglo]) {
		const publication = await db
			.transaction()
			.execute((tx) => createPublication(tx, actor, { ...draft, ownerId: idOf(owner), voices: voices.map(idOf) }));
		for (const issue of issues) await loadIssue(db, actor, publication, issue, idOf);
	}
}

async function loadIssue(
	db: Db,
	actor: Actor,
	publication: Publication,
	{ number, date, title, preheader, editorial, blocks, said = {}, isInPreparation }: DemoIssue,
	idOf: (slug: string) => string
): Promise<void> {
	const found = await Promise.all(blocks.map((block) => blockOf(db, actor, block, idOf)));
	await db.transaction().execute(async (tx) => {
		const { id } = await createIssue(tx, actor, publication.id, {
			...{ number, date, title, preheader },
			editorial: editorial && {
				title: editorial.title,
				body: prose(editorial.paragraphs),
				signature: editorial.signature
			},
			blocks: found.filter((block) => block !== undefined),
			voices: Object.fromEntries(Object.entries(said).map(([slug, own]) => [idOf(slug), { ...own, order: null }]))
		});
		if (!isInPreparation) await publishIssue(tx, actor, id, { at: instantFromLocal(`${date}T10:00`) });
	});
}

async function blockOf(
	db: Db,
	actor: Actor,
	block: DemoBlock,
	idOf: (slug: string) => string
): Promise<BlockDraft | undefined> {
	if ('heading' in block) return { kind: 'heading', title: block.heading, voices: [] };
	const voices = (block.voices ?? []).map(idOf);
	if ('text' in block) return { kind: 'text', title: block.text, body: prose(block.paragraphs), voices };
	if ('own' in block) return { ...block.own, voices };
	const article = await findForWriting(db, actor, { slug: block.article });
	return article && { kind: 'article', articleId: article.id, form: block.form, voices };
}

const prose = (paragraphs: string[]): Doc => ({
	type: 'doc',
	content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
});
