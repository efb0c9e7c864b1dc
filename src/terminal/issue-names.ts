import { listForWriting } from '#editorial/articles/index.server.ts';
import { findIssue, findPublication, listAllIssues, listAllPublications } from '#editions/publications/index.server.ts';
import { readNumber, type Issue, type Publication } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { needed, UsageError } from './command.ts';

/** Throws `NotFound` with the nearest name, or all of them when there are few. */
function unknown(what: string, said: string, known: string[]): NotFound {
	const near = nearest(said, known);
	const list = known.length <= 12 ? known.join(', ') : '';
	const hint = near ? ` Vouliez-vous dire « ${near} » ?` : list ? ` Il existe : ${list}.` : '';
	return new NotFound(`${what} « ${said} » n’existe pas.${hint}`);
}

/** The known name at the smallest edit distance, when it is within a third of the length; else one that contains it. */
export function nearest(said: string, known: string[]): string | undefined {
	const ranked = known
		.map((name) => ({ name, away: distance(said, name) }))
		.sort((a, b) => a.away - b.away)
		.filter(({ name, away }) => away <= Math.max(2, Math.floor(name.length / 3)));
	return ranked[0]?.name ?? known.find((name) => name.includes(said) || said.includes(name));
}

/** Levenshtein's distance: signs to add, remove or replace. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1)
			next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
		row = next;
	}
	return row[b.length]!;
}

export async function publicationAt(db: Db, slug: string): Promise<Publication> {
	const found = await findPublication(db, slug);
	if (found) return found;
	throw unknown(
		'Le titre',
		slug,
		(await listAllPublications(db)).map((each) => each.slug)
	);
}

/** `TITRE/NUMÉRO` */
export async function issueAt(
	db: Db,
	address: string | undefined
): Promise<{ publication: Publication; issue: Issue }> {
	const [slug = '', number = '', ...rest] = needed(address, 'le numéro (TITRE/NUMÉRO)').split('/');
	if (!slug || !number || rest.length > 0) throw new UsageError(`« ${address} » n’est pas de la forme TITRE/NUMÉRO.`);
	const publication = await publicationAt(db, slug);
	const issue = await findIssue(db, publication.id, readNumber(number));
	if (issue) return { publication, issue };
	const numbers = (await listAllIssues(db, publication.id)).map((each) => each.number);
	const hint = numbers.length > 0 ? ` Il a : ${numbers.slice(0, 12).join(', ')}.` : ' Il n’en a aucun.';
	throw new NotFound(`« ${publication.title} » n’a pas de numéro ${number}.${hint}`);
}

/** The voices of a publication, in their order; the one that is named when one is. */
export async function voicesAt(db: Db, publication: Publication, slug: string | undefined): Promise<Structure[]> {
	const structures = await listStructures(db);
	const voices = publication.voices.flatMap((id) => structures.find((each) => each.id === id) ?? []);
	if (slug === undefined) return voices;
	const found = voices.find((each) => each.slug === slug);
	if (found) return [found];
	if (structures.some((each) => each.slug === slug))
		throw new NotFound(
			`« ${slug} » ne porte pas « ${publication.title} ». Ses voix : ${voices.map((v) => v.slug).join(', ')}.`
		);
	throw unknown(
		'La structure',
		slug,
		voices.map((each) => each.slug)
	);
}

/** Ids of articles by their addresses, in order; all that are unknown are said at once. */
export async function articleIdsAt(db: Db, slugs: string[]): Promise<string[]> {
	const known = new Map((await listForWriting(db, operator, { limit: 100_000 })).map(({ id, slug }) => [slug, id]));
	const missing = slugs.filter((slug) => !known.has(slug));
	if (missing.length > 0) {
		const said = missing.map((slug) => unknown('L’article', slug, [...known.keys()]).message);
		throw new NotFound(said.join('\n'));
	}
	return slugs.map((slug) => known.get(slug)!);
}
