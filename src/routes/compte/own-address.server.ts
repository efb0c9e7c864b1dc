import { redirect, type RequestEvent } from '@sveltejs/kit';
import { forgetOwnTraces } from '#distribution/bounces/index.server.ts';
import { askOwnAddress, findOwnAddress, useOwnAddress, withdrawOwnAddress } from '#foundation/accounts/index.server.ts';
import { ownAddressMail } from '#foundation/notices/index.server.ts';
import { Conflict, NotFound } from '#kernel/errors.ts';
import { log } from '#platform/log.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import { attempt, textOf } from '../refusals.ts';
import { signedIn } from './signed-in.server.ts';

type Event = Pick<RequestEvent, 'locals' | 'request'>;

const done = (what: string): never => redirect(303, `/compte?adresse=${what}#adresse`);

const useIn = (form: FormData) => ({ forNotices: form.has('forNotices'), isPreferred: form.has('isPreferred') });

/** Gives an address, and has the one mail sent that asks to confirm it. The one before is forgotten with what went there. */
async function give({ locals }: Pick<Event, 'locals'>, wanted: Parameters<typeof askOwnAddress>[2]): Promise<void> {
	const { actor } = signedIn(locals);
	const { db, reader, settings, structures } = locals;
	const link = await askOwnAddress(db, actor, wanted);
	await db.transaction().execute((tx) => forgetOwnTraces(tx));
	const structure = structures.find(({ id }) => id === reader?.structure) ?? structures[0];
	if (!structure) throw new NotFound();
	const transport = openTransport(settings);
	try {
		await transport.send(await ownAddressMail(link, structure, settings));
	} catch (error) {
		// The server repeats the address in what it says: only its code is kept.
		const { code, responseCode } = error as { code?: string; responseCode?: number };
		log.error({ code, responseCode, agent: actor.id }, 'the confirmation of an own address could not be sent');
		throw new Conflict('Le courriel n’a pas pu partir. Vérifiez l’adresse, ou réessayez dans quelques minutes.');
	} finally {
		transport.close();
	}
}

export const ownAddressActions = {
	giveAddress: async ({ locals, request }: Event) => {
		const form = await request.formData();
		const typedAddress = { address: textOf(form, 'address'), ...useIn(form) };
		return (await attempt({ typedAddress }, () => give({ locals }, typedAddress))) ?? done('demandee');
	},
	sendAgain: async ({ locals }: Event) => {
		const own = await findOwnAddress(locals.db, signedIn(locals).actor);
		if (!own) throw new NotFound('Cette adresse a été retirée.');
		return (await attempt({ typedAddress: own }, () => give({ locals }, own))) ?? done('demandee');
	},
	useAddress: async ({ locals, request }: Event) => {
		const use = useIn(await request.formData());
		await locals.db.transaction().execute((tx) => useOwnAddress(tx, signedIn(locals).actor, use));
		return done('usage');
	},
	withdrawAddress: async ({ locals }: Event) => {
		await locals.db.transaction().execute(async (tx) => {
			await withdrawOwnAddress(tx, signedIn(locals).actor);
			await forgetOwnTraces(tx);
		});
		return done('effacee');
	}
};
