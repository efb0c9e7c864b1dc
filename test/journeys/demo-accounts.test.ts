import { expect, it } from 'vitest';
import { createAgent, hashPassword, signIn, sourceOf } from '#foundation/accounts/index.server.ts';
import { demoDomain, demoPassword, operator } from '#foundation/accounts/index.ts';
import { gatherCast } from '../support/cast.ts';
import { engines, freshDatabase } from '../support/databases.ts';

it.each(engines)('an account of the demo opens only where there is a demo, on %s', async (engine) => {
	const { db, close } = await freshDatabase(engine);
	const { ville } = await gatherCast(db);
	const email = `admin@${demoDomain}`;
	const passwordHash = await hashPassword(demoPassword);
	const draft = { firstName: 'Lise', lastName: 'Essai', memberships: [{ structureId: ville.id }], passwordHash };
	await db.transaction().execute((tx) => createAgent(tx, operator, { ...draft, email, staffNumber: '20009' }));
	const secret = 'a secret of the installation, long enough';
	const knock = async (identifier: string, isDemo: boolean) => {
		const source = sourceOf(secret, '192.0.2.7');
		const attempt = { identifier, password: demoPassword, source, userAgent: '', secret, isDemo };
		return (await signIn(db, attempt)).isSignedIn;
	};
	expect([await knock(email, false), await knock('20009', false)]).toEqual([false, false]);
	expect([await knock(email, true), await knock('20009', true)]).toEqual([true, true]);
	await close();
});
