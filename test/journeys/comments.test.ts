import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import {
	addComment,
	closeComments,
	getDiscussion,
	hasDiscussion,
	hideComment,
	keepComment,
	listForModeration,
	openComments,
	reportComment,
	showComment,
	withdrawComment
} from '#editorial/comments/index.server.ts';
import type { AgentActor, Reader } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, gatherCast, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

describe.each(engines)('comments on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let cast: Cast;

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		cast = await gatherCast(db);
	});
	afterAll(() => close());

	const write = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
	const posted = (envelope: Partial<ArticleDraft> = {}) =>
		write(async (tx) => {
			const made = await createArticle(tx, cast.desk, draftOf(cast, {}, envelope));
			await publishArticle(tx, cast.desk, made.id);
			return made;
		});
	const say = (slug: string, body: string, accepts = true, actor: AgentActor = cast.agentOfVille, as = cast.asVille) =>
		write((tx) => addComment(tx, actor, as, slug, { body, accepts }));
	const report = (slug: string, id: string, actor: AgentActor, as: Reader) =>
		write((tx) => reportComment(tx, actor, as, slug, id, 'Cela vise quelqu’un.'));
	const seenBy = async (actor: AgentActor, id: string) => (await getDiscussion(db, actor, id)).comments;

	it('are off until a section is opened by who answers for it, and never under an announcement', async () => {
		const { id, slug } = await posted();
		expect(await hasDiscussion(db, id)).toBe(false);
		await expect(say(slug, 'Bonjour')).rejects.toThrow(Conflict);
		const chief = {
			...cast.desk,
			grants: [{ role: 'editor', scope: { kind: 'structure', id: cast.ville.id } } as const]
		};
		await expect(write((tx) => openComments(tx, chief, cast.mobilites.id))).rejects.toThrow(Forbidden);
		await write((tx) => openComments(tx, cast.desk, cast.mobilites.id));
		const details = { signedBy: 'La DGS', memo: 'service', important: false, acknowledgeBy: null } as const;
		const announcement = await posted({ kind: 'announcement', details });
		await expect(say(announcement.slug, 'Bonjour')).rejects.toThrow(Conflict);
		expect(await hasDiscussion(db, announcement.id)).toBe(false);
	});

	it('ask for the charter at the first one only, and stay when the section is closed', async () => {
		const { id, slug } = await posted();
		const refused = await say(slug, '', false).catch((error: Invalid) => error);
		expect(Object.keys((refused as Invalid).fields)).toEqual(['body', 'accepts']);
		await say(slug, 'Merci aux équipes de nuit.');
		await say(slug, 'Et à celles du matin.', false);
		expect((await seenBy(cast.agentOfAgglo, id)).map(({ author }) => author)).toEqual([
			'Melanie Essai',
			'Melanie Essai'
		]);
		await write((tx) => closeComments(tx, cast.desk, cast.mobilites.id));
		await expect(say(slug, 'Trop tard')).rejects.toThrow(Conflict);
		expect(await getDiscussion(db, cast.agentOfVille, id)).toMatchObject({ isOpen: false, hasAccepted: true });
		expect(await seenBy(cast.agentOfVille, id)).toHaveLength(2);
		await write((tx) => openComments(tx, cast.desk, cast.mobilites.id));
	});

	it('are hidden with a reason: nobody else reads them, their author is told, the trace is kept', async () => {
		const { id, slug } = await posted();
		const { id: comment } = await say(slug, 'Le chef du dépôt est un âne.');
		await report(slug, comment, cast.agentOfAgglo, cast.asAgglo);
		await report(slug, comment, cast.agentOfAgglo, cast.asAgglo);
		const [waiting] = await listForModeration(db, cast.desk);
		expect([waiting!.id, waiting!.reports.map(({ by }) => by)]).toEqual([comment, ['Youssef Essai']]);
		expect(await listForModeration(db, cast.agentOfAgglo)).toEqual([]);
		const hide = (actor: AgentActor, reason: string) => write((tx) => hideComment(tx, actor, comment, reason));
		await expect(hide(cast.agentOfAgglo, 'Non')).rejects.toThrow(NotFound);
		await expect(hide(cast.desk, ' ')).rejects.toThrow(Invalid);
		await hide(cast.desk, 'Attaque une personne.');
		expect((await seenBy(cast.agentOfAgglo, id))[0]).toMatchObject({
			isHidden: true,
			body: '',
			author: '',
			hiddenReason: ''
		});
		expect((await seenBy(cast.agentOfVille, id))[0]).toMatchObject({ hiddenReason: 'Attaque une personne.' });
		const told = await db.selectFrom('notice').select('detail').where('agentId', '=', cast.agentOfVille.id).execute();
		expect(told).toEqual([{ detail: 'Attaque une personne.' }]);
		await expect(write((tx) => withdrawComment(tx, cast.agentOfVille, cast.asVille, slug, comment))).rejects.toThrow(
			Conflict
		);
		await write((tx) => showComment(tx, cast.desk, comment));
		expect((await seenBy(cast.agentOfAgglo, id))[0]).toMatchObject({ body: 'Le chef du dépôt est un âne.' });
		const trace = await listAudit(db, { kind: 'comment', id: comment });
		expect(trace.find(({ action }) => action === 'comment.hide')?.detail).toEqual({ reason: 'Attaque une personne.' });
	});

	it('are kept when the report was wrong, and taken back by their author alone', async () => {
		const { id, slug } = await posted();
		const { id: comment } = await say(slug, 'Bravo.');
		await expect(report(slug, comment, cast.agentOfVille, cast.asVille)).rejects.toThrow(Forbidden);
		await report(slug, comment, cast.agentOfAgglo, cast.asAgglo);
		await write((tx) => keepComment(tx, cast.desk, comment));
		expect((await listForModeration(db, cast.desk)).find((each) => each.id === comment)?.reports).toEqual([]);
		const withdraw = (actor: AgentActor, as: Reader) => write((tx) => withdrawComment(tx, actor, as, slug, comment));
		await expect(withdraw(cast.agentOfAgglo, cast.asAgglo)).rejects.toThrow(Forbidden);
		await withdraw(cast.agentOfVille, cast.asVille);
		expect(await seenBy(cast.agentOfVille, id)).toEqual([]);
	});
});
