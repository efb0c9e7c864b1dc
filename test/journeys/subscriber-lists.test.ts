import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	chooseSubscriptions,
	forgetSilentSubscribers,
	importSubscribers,
	leave,
	readSubscriberToken,
	showSubscriber,
	warnSilentSubscribers
} from '#distribution/subscribers/index.server.ts';
import { exportReminder } from '#distribution/subscribers/index.ts';
import { createPublication } from '#editions/publications/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { nextMailing } from '#foundation/notices/index.ts';
import { freezeClock, releaseClock } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import type { MailMessage } from '#platform/mail.server.ts';
import type { Terminal } from '#terminal/command.ts';
import { subscriber as subscriberCommand } from '#terminal/subscriber.ts';
import { gatherCast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

const secret = 'un secret de trente-deux signes au moins';

describe.each(engines)('lists that are kept, on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let letter: string;

	const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work);
	const imported = async (text: string) => {
		const file = (async function* () {
			yield Buffer.from(text);
		})();
		await importSubscribers(db, operator, file, { publicationId: letter, origin: 'Essai', secret });
	};

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		const { ville, agglo } = await gatherCast(db);
		const draft = {
			slug: 'lettre',
			kind: 'newsletter',
			title: 'La Lettre',
			tagline: '',
			cadence: '',
			reach: 'public'
		} as const;
		const made = await act((tx) =>
			createPublication(tx, operator, { ...draft, ownerId: ville.id, voices: [ville.id, agglo.id] })
		);
		letter = made.id;
	});
	afterAll(() => close());

	it('exports at the terminal for a purpose, to a file that its owner alone reads, and reminds what it is for', async () => {
		await imported('zoe@exemple.fr\n');
		const out: string[] = [];
		const err: string[] = [];
		const print = (text: string) => void out.push(text);
		const terminal = { db, print, printError: (text: string) => void err.push(text) } as unknown as Terminal;
		const say = (...more: string[]) => subscriberCommand.run(['export', '--publication', 'lettre', ...more], terminal);
		await expect(say()).rejects.toThrow('à quoi servira');
		expect(await say('--purpose', 'Contrôle')).toBe(0);
		expect(err).toEqual([exportReminder]);
		expect(out.join('\n').split('\n')).toEqual(
			expect.arrayContaining(['courriel;structure;état', 'zoe@exemple.fr;ville;Abonné'])
		);
		const folder = mkdtempSync(join(tmpdir(), 'unisson-export-'));
		const file = join(folder, 'liste.csv');
		out.length = 0;
		await say('--purpose', 'Contrôle', '--out', file, '--json');
		expect(readFileSync(file, 'utf8')).toBe('\ufeffcourriel;structure;état\r\nzoe@exemple.fr;ville;Abonné\r\n');
		expect(JSON.parse(out[0]!)).toEqual({ publication: 'lettre', file, subscribers: 1 });
		expect(statSync(file).mode & 0o077).toBe(0);
		await expect(say('--purpose', 'Contrôle', '--out', file)).rejects.toThrow('existe déjà');
		rmSync(folder, { recursive: true });
		const [entry] = await listAudit(db, { kind: 'publication', id: letter }, 1);
		expect(entry).toMatchObject({ action: 'subscriber.export', detail: { purpose: 'Contrôle' } });
	});

	it('tells the silent a month before, once, and keeps who answers', async () => {
		await imported('sam@exemple.fr\nlou@exemple.fr\npartie@exemple.fr\n');
		const { id: gone } = await showSubscriber(db, 'partie@exemple.fr', secret);
		await act((tx) => leave(tx, null, { subscriberId: gone, publicationId: letter, source: 'Lien' }));
		const folder = mkdtempSync(join(tmpdir(), 'unisson-silent-'));
		const settings = {
			origin: 'https://essai.example',
			dataDir: folder,
			mailFrom: 'x@essai.example',
			sessionSecret: secret
		};
		const round = async (fault?: object) => {
			const sent: MailMessage[] = [];
			const send = (message: MailMessage) => {
				if (fault) return Promise.reject(Object.assign(new Error('refus'), fault));
				sent.push(message);
				return Promise.resolve({ messageId: '', response: '250' });
			};
			await warnSilentSubscribers(db, { settings, transport: { send, goesTo: '', close: () => {} } });
			return sent.filter(({ to }) => /^(sam|lou|partie)@/.test(to));
		};
		const since = Date.parse((await showSubscriber(db, 'sam@exemple.fr', secret)).lastContactAt);
		// At ten in the morning of a day of work.
		const later = (days: number) =>
			freezeClock(nextMailing(`${new Date(since + days * 86_400_000).toISOString().slice(0, 10)}T10:00:00.000Z`));
		try {
			later(3 * 365 - 40);
			expect(await round()).toEqual([]);
			later(3 * 365 - 27);
			await round({ responseCode: 451 });
			const told = await round();
			expect(told.map(({ to }) => to).sort()).toEqual(['lou@exemple.fr', 'sam@exemple.fr']);
			const link = /\/abonnement\/([\w-]{63})/.exec(told.find(({ to }) => to.startsWith('lou'))!.text)![1]!;
			expect(await round()).toEqual([]);
			const { subscriberId } = readSubscriberToken(secret, link)!;
			await act((tx) => chooseSubscriptions(tx, subscriberId, [{ publicationId: letter, structureId: null }], 'Lien'));
			later(3 * 365 + 30);
			await forgetSilentSubscribers(db);
			expect((await showSubscriber(db, 'lou@exemple.fr', secret)).subscriptions).toMatchObject([{ state: 'active' }]);
			for (const address of ['sam@exemple.fr', 'partie@exemple.fr'])
				await expect(showSubscriber(db, address, secret)).rejects.toThrow('Aucun abonné');
		} finally {
			releaseClock();
			rmSync(folder, { recursive: true });
		}
	});
});
