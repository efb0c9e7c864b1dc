import { attestProof, createIssue, publishIssue, withdrawIssue } from '#editions/publications/index.server.ts';
import { defaultForm, formLabels, type BlockDraft, type Form, type Issue } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { dayOf, instantFromLocal, type Instant } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { needed, UsageError, type Terminal } from './command.ts';
import { articleIdsAt, issueAt, publicationAt } from './issue-names.ts';
import type { IssueValues } from './issue-options.ts';

export async function create(
	{ db, print, settings }: Terminal,
	[slug]: string[],
	values: IssueValues
): Promise<number> {
	const publication = await publicationAt(db, needed(slug, 'l’adresse du titre'));
	const title = needed(values.title, '--title');
	const blocks = await blocksOf(db, needed(values.articles, '--articles'), values.form);
	const made = await db.transaction().execute(async (tx) => {
		const issue = await createIssue(tx, operator, publication.id, {
			title,
			number: values.number === undefined ? undefined : Number(values.number),
			date: values.date ?? dayOf(now()),
			preheader: values.preheader ?? '',
			editorial: null,
			blocks
		});
		if (values.publish) await attestAndPublish(tx, issue, settings);
		return issue;
	});
	const report = {
		publication: publication.slug,
		number: made.number,
		id: made.id,
		title: made.title,
		date: made.date,
		published: values.publish === true,
		articles: blocks.length
	};
	const state = values.publish ? 'paru' : 'en préparation';
	print(values.json ? JSON.stringify(report) : `${publication.slug}/${made.number} : « ${made.title} », ${state}.`);
	return 0;
}

/** `neige,sapins:title`: each address may be followed by the form of that article. */
async function blocksOf(db: Db, said: string, form: string | undefined): Promise<BlockDraft[]> {
	const wanted = said
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean)
		.map((each) => each.split(':') as [string, string | undefined]);
	const ids = await articleIdsAt(
		db,
		wanted.map(([slug]) => slug)
	);
	return wanted.map(([, own], position) => ({
		kind: 'article' as const,
		articleId: ids[position]!,
		form: formOf(own ?? form, position),
		voices: []
	}));
}

function formOf(said: string | undefined, position: number): Form {
	if (said === undefined) return defaultForm(position);
	if (said in formLabels) return said as Form;
	throw new UsageError(`La forme « ${said} » n’existe pas : ${Object.keys(formLabels).join(', ')}.`);
}

export async function publish(
	{ db, print, settings }: Terminal,
	[address]: string[],
	{ at }: IssueValues
): Promise<number> {
	const { publication, issue } = await issueAt(db, address);
	const instant = at === undefined ? undefined : instantFromLocal(at);
	if (at !== undefined && !instant) throw new Invalid(`« ${at} » n’est pas une date : écrivez 2026-11-26T10:00.`);
	await db.transaction().execute((tx) => attestAndPublish(tx, issue, settings, instant));
	print(`${publication.slug}/${issue.number} ${instant ? `paraîtra le ${at}` : 'a paru'}.`);
	return 0;
}

/** The operator answers for the proof where nobody gave it. */
async function attestAndPublish(tx: Tx, issue: Issue, settings: Settings, at?: Instant): Promise<void> {
	if (issue.proofState !== 'approved') await attestProof(tx, operator, issue.id, settings);
	await publishIssue(tx, operator, issue.id, { at });
}

export async function withdraw({ db, print }: Terminal, [address]: string[], { reason }: IssueValues): Promise<number> {
	const { publication, issue } = await issueAt(db, address);
	await db.transaction().execute((tx) => withdrawIssue(tx, operator, issue.id, reason ?? ''));
	print(`${publication.slug}/${issue.number} est retiré ; sa composition est conservée.`);
	return 0;
}
