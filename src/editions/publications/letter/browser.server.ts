import { getArticle, listCorrections, type ArticlePage } from '#editorial/articles/index.server.ts';
import { illustrate, type Illustrated } from '#editorial/articles/ui/illustrated.ts';
import { publicReader, type Actor, type Reader } from '#foundation/accounts/index.ts';
import { lastAuditId } from '#foundation/audit/index.server.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canWriteIssue } from '../can.ts';
import { findIssue, findPublication } from '../queries.server.ts';
import { eventsOf } from '../events.server.ts';
import type { Issue, IssueBlock, Publication } from '../publication.ts';
import { articleIdsOf, isPublished, voiceFor } from '../rules.ts';
import { blocksFor } from '../voices.ts';
import { markCorrected, type Corrected } from './corrected.ts';
import { compileLetter } from './compile.server.ts';
import type { LetterSettings } from './voices.server.ts';
import { loadLetter } from './load.server.ts';
import type { LetterSource } from './source.ts';
import { templatesFor } from '#platform/mjml/templates.server.ts';

/**
 * A letter read by many at the same hour is compiled once, until anything is written (every command leaves a line in
 * the audit) and for a few seconds at the most: an article that expires leaves it within that time.
 */
const freshFor = 5_000;
const mostKept = 50;
const kept = new Map<string, { html: Promise<string>; stamp: string; until: number }>();

/** A letter by its address. `structure` is the slug of who speaks; null for the owner of the title. */
export type AskedLetter = { publication: string; number: number; structure: string | null };

/**
 * A public letter as anyone reads it in a browser, where it is a page and no longer a mail among others, without the links that are one recipient's: the whole HTML document,
 * its pictures addressed relative to the site. Spoken by `structureSlug`, else by the owner of the title. Throws
 * `NotFound` unless the title is public, the issue published, and the structure one of its voices.
 */
export async function letterInBrowser(
	db: Db,
	structures: Structure[],
	asked: AskedLetter,
	settings: LetterSettings
): Promise<string> {
	const { publication, issue, structure } = await findLetter(db, structures, asked);
	const key = `${settings.dataDir} ${issue.id} ${structure.id}`;
	const stamp = await lastAuditId(db);
	const known = kept.get(key);
	if (known && known.stamp === stamp && performance.now() < known.until) return known.html;
	const html = loadLetter(db, issue, structure, { origin: settings.origin, isPage: true })
		.then(async (source) => ({
			letter: await compileLetter(source, templatesFor(settings.dataDir, structure.slug)),
			corrected: await correctedSince(db, source, issue.publishedAt)
		}))
		.then(({ letter, corrected }) => {
			const fault = letter.html ? undefined : letter.errors[0]?.message;
			if (fault) throw new Error(`letter ${publication.slug}/${issue.number}: ${fault}`);
			const page = letter.html.replace('aria-roledescription="email" role="article"', 'role="main"');
			return markCorrected(page, corrected)
				.replaceAll(`src="${settings.origin}/`, 'src="/')
				.replaceAll(`href="${settings.origin}/`, 'href="/');
		});
	if (kept.size >= mostKept) kept.clear();
	kept.set(key, { html, stamp, until: performance.now() + freshFor });
	html.catch(() => kept.delete(key));
	return html;
}

/** Articles of the letter that were corrected after it appeared, in its order. */
async function correctedSince(db: Db, { articles }: LetterSource, since: string | null): Promise<Corrected[]> {
	const found = await listCorrections(db, [...articles.keys()]);
	return [...articles].flatMap(([id, { rendition }]) => {
		const correction = found.get(id);
		return correction && since && correction.at > since ? [{ ...correction, title: rendition.title }] : [];
	});
}

/**
 * An article of a public letter as anyone reads it, in the voice of the letter. Throws `NotFound` as `letterInBrowser`
 * does, and for an article that is not in that letter; whoever may write the issue reads it before it appears.
 */
export async function articleInLetter(
	db: Db,
	structures: Structure[],
	actor: Actor,
	asked: AskedLetter & { article: string }
): Promise<{ publication: Publication; issue: Issue; structure: Structure; article: ArticlePage & Illustrated }> {
	const { publication, issue, structure } = await findLetter(db, structures, asked, actor);
	const reader = publicReader(structure.id);
	const article = await getArticle(db, reader, asked.article);
	const blocks = blocksFor(issue, structure.id);
	if (!articleIdsOf(blocks).includes(article.id) && !(await isInAgenda(db, reader, blocks, article.id)))
		throw missing();
	const media = await loadMedia(db, article.cover ? [article.cover.media] : []);
	return { publication, issue, structure, article: illustrate(article, media) };
}

/** An event that an agenda of the letter announces is read beside it too. */
async function isInAgenda(db: Db, reader: Reader, blocks: IssueBlock[], id: string): Promise<boolean> {
	const events = await eventsOf(db, reader, blocks);
	return [...events.values()].flat().some(({ article }) => article.id === id);
}

const missing = () => new NotFound('Cette lettre n’existe pas, ou elle n’est pas publique.');

async function findLetter(db: Db, structures: Structure[], asked: AskedLetter, actor?: Actor) {
	const publication = await findPublication(db, asked.publication);
	const structure = structures.find(({ id, slug }) =>
		asked.structure === null ? id === publication?.ownerId : slug === asked.structure
	);
	if (!publication || !structure || publication.reach !== 'public') throw missing();
	const issue = await findIssue(db, publication.id, asked.number);
	const isOpen = issue && (isPublished(issue, now()) || (actor && canWriteIssue(actor, publication)));
	if (!isOpen || voiceFor(publication, publicReader(structure.id)) !== structure.id) throw missing();
	return { publication, issue, structure };
}
