import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	attestProof,
	changePublication,
	createIssue,
	createPublication,
	depositTribune,
	duplicateIssue,
	getComposition,
	listReady,
	listTribunes,
	nextIssue,
	publishIssue,
	saveComposition
} from '#editions/publications/index.server.ts';
import {
	issueNumber,
	type BlockDraft,
	type Issue,
	type IssueDraft,
	type Publication
} from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listNotices } from '#foundation/notices/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import { draftOf, paragraph, type Cast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';
import { articleBlock, openPress, type Press } from '../support/press.ts';

describe.each(engines)('composing an issue on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let press: Press;
	let cast: Cast;
	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		press = await openPress(db);
		({ cast } = press);
	});
	afterAll(async () => {
		await close();
		press.close();
	});
	afterEach(() => releaseClock());

	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const draft = (issue: Issue): IssueDraft => {
		const { number, title, date, preheader, editorial, blocks, voices, isSpecial } = issue;
		return { number, title, date, preheader, editorial, blocks, voices, isSpecial };
	};
	const save = (issue: Issue, change: Partial<IssueDraft>) =>
		write((tx) => saveComposition(tx, cast.desk, issue.id, issue.version, { ...draft(issue), ...change }));
	const titled = (more: Partial<Publication> = {}) =>
		write((tx) =>
			createPublication(tx, cast.desk, {
				...{ kind: 'newsletter', title: `Titre ${newId()}`, tagline: '', cadence: '', reach: 'internal' },
				...{ ownerId: cast.agglo.id, voices: [cast.agglo.id, cast.ville.id] },
				...more
			})
		);

	it('is saved whole, once for each version: who comes second is told so and overwrites nothing', async () => {
		const issue = await press.issueOf(press.weekly, [articleBlock(press.snow)]);
		const saved = await save(issue, { title: 'Première' });
		expect(saved).toMatchObject({ title: 'Première', version: 2 });
		await expect(save(issue, { title: 'Seconde' })).rejects.toBeInstanceOf(Conflict);
		expect((await getComposition(db, cast.desk, issue.id)).issue.title).toBe('Première');
		expect((await save(saved, {})).version).toBe(2);
		await expect(getComposition(db, cast.agentOfVille, issue.id)).rejects.toBeInstanceOf(NotFound);
		await expect(
			write((tx) => saveComposition(tx, cast.agentOfVille, issue.id, 2, draft(saved)))
		).rejects.toBeInstanceOf(Forbidden);
	});

	it('keeps the ids of blocks that a client gives, but never those of another issue', async () => {
		const [first, second] = [newId(), newId()];
		const heading = (id: string, title: string): BlockDraft => ({ id, kind: 'heading', title, voices: [] });
		const one = await save(await press.issueOf(press.weekly, []), { blocks: [heading(first, 'Un')] });
		expect(one.blocks[0]!.id).toBe(first);
		const voices = {
			[cast.ville.id]: { subject: '', preheader: '', order: [second, first, 'brouillon'] }
		};
		const two = await save(await press.issueOf(press.weekly, []), {
			blocks: [heading(first, 'Un'), heading(second, 'Deux'), heading('brouillon', 'Trois')],
			voices
		});
		expect(two.blocks[0]!.id).not.toBe(first);
		expect(two.blocks[1]!.id).toBe(second);
		expect(two.blocks[2]!.id).not.toBe('brouillon');
		expect(two.voices[cast.ville.id]!.order).toEqual([second, two.blocks[0]!.id, two.blocks[2]!.id]);
		expect((await getComposition(db, cast.desk, one.id)).issue.blocks).toEqual(one.blocks);
	});

	it('offers the validated articles that the title may carry and that none of its issues holds', async () => {
		const weekly = await titled();
		const fresh = await press.publish(draftOf(cast, { title: 'Fraîche' }));
		const alone = await press.publish(
			draftOf(cast, { title: 'Ville seule' }, { voices: [cast.ville.id], audience: [cast.ville.id] })
		);
		const ready = await listReady(db, cast.desk, weekly);
		expect(ready.find(({ id }) => id === fresh)).toMatchObject({ isRecent: true, isOffered: true, state: 'published' });
		expect(ready.find(({ id }) => id === alone)?.readBy).toEqual([cast.ville.id]);
		expect(ready.find(({ id }) => id === press.snow)?.titles).toEqual({
			[cast.agglo.id]: 'Neige sur les zones d’activités',
			[cast.ville.id]: 'Première neige'
		});
		const found = async (filter: object) => (await listReady(db, cast.desk, weekly, filter)).map(({ id }) => id);
		expect(await found({ search: 'fraiche' })).toEqual([fresh]);
		expect(await found({ structure: cast.agglo.id })).not.toContain(alone);
		const holder = await press.issueOf(weekly, [articleBlock(fresh)]);
		expect(await found({})).not.toContain(fresh);
		expect(await found({ composing: holder.id }), 'one may take it out, and back').toContain(fresh);
		expect(await listReady(db, cast.desk, weekly, { search: 'fraiche' }), 'it may be recalled').toMatchObject([
			{ id: fresh, isRecent: false, heldBy: `n°\u00a0${holder.number}` }
		]);
		await write((tx) => publishIssue(tx, operator, holder.id));
		expect((await listReady(db, cast.desk, weekly)).find(({ id }) => id === alone)?.isRecent).toBe(false);
		expect((await listReady(db, cast.desk, press.monthly)).map(({ id }) => id)).not.toContain(fresh);
	});

	it('makes the next issue from the usual headings, on the day of its rhythm, and special ones beside the series', async () => {
		freezeClock('2026-11-20T08:00:00Z');
		const settings = {
			headings: ['À la une', 'Dans les équipes'],
			rhythm: { every: 'fortnight' as const, weekday: 4, hour: 10 }
		};
		const title = await titled({ settings: settings as Publication['settings'] });
		const first = await write((tx) => nextIssue(tx, cast.desk, title.id));
		expect(first).toMatchObject({ number: 1, date: '2026-11-26' });
		expect(first.blocks.map((block) => block.kind === 'heading' && block.title)).toEqual(settings.headings);
		const second = await write((tx) => nextIssue(tx, cast.desk, title.id));
		expect(second).toMatchObject({ number: 2, date: '2026-12-10' });
		const special = await write((tx) => nextIssue(tx, cast.desk, title.id, { isSpecial: true, title: 'Crues' }));
		expect(issueNumber(special)).toBe('hors-série n°\u00a01');
		const third = await write((tx) => duplicateIssue(tx, cast.desk, second.id));
		expect(third).toMatchObject({ number: 3, date: '2026-12-24' });
		expect(third.blocks.map(({ id }) => id)).not.toContain(second.blocks[0]!.id);
		await expect(
			write((tx) => createIssue(tx, cast.desk, title.id, { ...draft(first), blocks: [] }))
		).rejects.toBeInstanceOf(Conflict);
	});

	it('says what each structure carries, in its own order, with its own subject and editorial', async () => {
		const other = await press.publish(draftOf(cast, { title: 'Les sapins' }, { reach: 'public' }));
		const issue = await press.issueOf(press.weekly, [
			articleBlock(press.snow, 'summary'),
			{ kind: 'heading', title: 'Pour l’Agglo seule', voices: [cast.agglo.id] },
			articleBlock(other, 'title')
		]);
		const [snow, heading, firs] = issue.blocks.map(({ id }) => id);
		const body = { type: 'doc' as const, content: [paragraph('La Ville vous parle.')] };
		const saved = await save(issue, {
			voices: {
				[cast.ville.id]: {
					...{ subject: 'La Ville d’abord', preheader: 'Pour la Ville' },
					editorial: { title: 'Chères et chers collègues', body, signature: 'Le DGS' },
					order: [firs!, heading!, snow!]
				}
			}
		});
		const { ville, agglo } = await press.compile(saved);
		expect([...ville.errors, ...agglo.errors]).toEqual([]);
		expect(ville.subject).toBe('La Ville d’abord');
		expect(ville.preheader).toBe('Pour la Ville');
		expect(agglo.subject).toContain('Un numéro');
		for (const said of [ville.html, ville.text]) {
			expect(said).toContain('La Ville vous parle.');
			expect(said).not.toMatch(/Pour l’Agglo seule/i);
			expect(said.search(/les sapins/i)).toBeLessThan(said.search(/première neige/i));
		}
		expect(agglo.html).not.toContain('La Ville vous parle.');
		expect(agglo.html.indexOf('Neige sur')).toBeLessThan(agglo.html.indexOf('Les sapins'));
	});

	it('refuses a column of a group in what is for agents', async () => {
		const issue = await press.issueOf(press.weekly, []);
		const body = { type: 'doc' as const, content: [paragraph('Nous pensons que…')] };
		const tribune: BlockDraft = {
			...{ kind: 'tribune', group: 'Ensemble', title: '', body, signature: '', depositedOn: null, voices: [] }
		};
		await expect(save(issue, { blocks: [tribune] })).rejects.toBeInstanceOf(Invalid);
	});

	it('keeps the column of a group to its writers: the desk places it and cannot change a word', async () => {
		const { agentOfVille, agentOfAgglo, desk } = cast;
		const space = { group: 'Brézanne ensemble', signs: 200, writers: [agentOfVille.id] };
		const settings = { tribunes: [space] } as unknown as Publication['settings'];
		const title = await titled({ reach: 'public', settings });
		const { id } = await write((tx) => nextIssue(tx, desk, title.id));
		const now = async () => (await getComposition(db, desk, id)).issue;
		const [block] = (await now()).blocks;
		expect(block).toMatchObject({ kind: 'tribune', group: space.group, depositedOn: null });
		const told = (agent: typeof desk) => listNotices(db, agent.id).then(({ items }) => items.map(({ href }) => href));
		expect(await told(agentOfVille)).toContain(`/redaction/tribunes/${block!.id}`);
		expect(await told(agentOfAgglo)).toEqual([]);
		const said = { title: 'Nos trottoirs', text: 'Nous demandons un plan.\n\nEt des bancs.', signature: 'Le groupe' };
		const deposit = (actor: typeof desk, draft = said) => write((tx) => depositTribune(tx, actor, block!.id, draft));
		for (const stranger of [desk, agentOfAgglo]) await expect(deposit(stranger)).rejects.toBeInstanceOf(NotFound);
		await expect(deposit(agentOfVille, { ...said, text: 'x'.repeat(201) })).rejects.toBeInstanceOf(Invalid);
		await deposit(agentOfVille);
		expect((await listTribunes(db, agentOfVille)).map(({ text }) => text)).toEqual([said.text]);
		expect(await listTribunes(db, desk)).toEqual([]);
		const body = { type: 'doc' as const, content: [paragraph('Tout va bien.')] };
		const changed = (await now()).blocks.map((each) => ({ ...each, title: 'Autre', body, signature: 'La rédaction' }));
		await save(await now(), {
			blocks: [{ kind: 'heading', title: 'Tribunes', voices: [] }, ...(changed as BlockDraft[])]
		});
		const kept = (await now()).blocks[1];
		expect(kept).toMatchObject({ id: block!.id, title: 'Nos trottoirs', signature: 'Le groupe' });
		expect(JSON.stringify(kept)).not.toContain('Tout va bien');
	});

	it('is set by the desk of its owner; what it says of itself takes the proofs back', async () => {
		const title = await titled();
		const issue = await press.issueOf(title, [articleBlock(press.snow, 'title')]);
		await write((tx) => attestProof(tx, operator, issue.id, press.settings));
		const change = (actor: typeof cast.desk) =>
			write((tx) => changePublication(tx, actor, title.id, { tagline: 'Chaque jeudi', isService: true }));
		await expect(change(cast.agentOfVille)).rejects.toBeInstanceOf(Forbidden);
		expect(await change(cast.desk)).toMatchObject({ title: title.title, tagline: 'Chaque jeudi', isService: true });
		const after = (await getComposition(db, cast.desk, issue.id)).issue;
		expect(after.proofState).toBe('none');
		const { ville } = await press.compile(after);
		expect(ville.errors).toEqual([]);
		expect(ville.html).not.toContain('{{unsubscribe}}');
		expect(ville.html + ville.text).toContain('information de service');
	});
});
