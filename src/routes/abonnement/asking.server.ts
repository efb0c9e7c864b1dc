import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	askSubscriptions,
	confirmationMail,
	listOpenTitles,
	type Choice
} from '#distribution/subscribers/index.server.ts';
import { consentNotice, consentWording, plainAddress, subscriptionDoors } from '#distribution/subscribers/index.ts';
import { knock, sourceOf } from '#foundation/accounts/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict } from '#kernel/errors.ts';
import { openTransport } from '#platform/mail.server.ts';
import { log } from '#platform/log.server.ts';
import { faceOf } from '../document.ts';
import { attempt, textOf } from '../refusals.ts';
import { clientAddress } from '../visitor.server.ts';

/** A title as the form shows it. */
export const formTitle = (
	{ id, title, tagline, cadence, voices }: Awaited<ReturnType<typeof listOpenTitles>>[number],
	structures: Structure[],
	face: Structure | undefined
) => ({
	...{ id, title, tagline, cadence },
	wording: consentWording(title),
	voice: (face && voices.includes(face.id) ? face.id : voices[0]) ?? '',
	voices: structures.filter((one) => voices.includes(one.id)).map((one) => ({ value: one.id, label: one.name }))
});

/** What the public form shows, on its own page and inside others. */
export async function readForm({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
	const { db, structures } = locals;
	const face = faceOf(locals, url);
	const titles = (await listOpenTitles(db)).map((each) => formTitle(each, structures, face));
	return {
		titles,
		notice: consentNotice,
		isSent: url.searchParams.has('envoye'),
		asked: url.searchParams.get('titre')
	};
}

/** The titles that a form has ticked, each with its edition. */
export const choicesIn = (form: FormData): Choice[] =>
	form.getAll('titles').map((id) => ({
		publicationId: String(id),
		structureId: textOf(form, `edition-${String(id)}`) || null
	}));

/** Takes the form and sends the mail that asks to confirm. Whoever is or is not known there, the answer is the same. */
export async function ask(event: RequestEvent) {
	const { request, url } = event;
	const form = await request.formData();
	const [address, choices] = [textOf(form, 'address'), choicesIn(form)];
	const fault = await attempt({ address, titles: choices.map(({ publicationId }) => publicationId) }, async () => {
		// A field that people do not see: who fills it in is a robot, and is thanked.
		if (textOf(form, 'website') === '') await askNow(event, address, choices);
	});
	if (fault) return fault;
	const structure = url.searchParams.get('structure');
	redirect(303, `${url.pathname}?${new URLSearchParams({ envoye: '1', ...(structure && { structure }) })}`);
}

async function askNow(event: RequestEvent, address: string, choices: Choice[]): Promise<void> {
	const { db, settings, structures } = event.locals;
	const secret = settings.sessionSecret;
	const [source, target] = subscriptionDoors;
	if (await knock(db, [{ key: `abonnement ${sourceOf(secret, clientAddress(event))}`, policy: source }]))
		throw new Conflict('Trop de demandes sont venues d’ici. Réessayez dans une heure, ou écrivez-nous.');
	const place = event.route.id === '/abonnement/integrer' ? 'Formulaire intégré à un autre site' : 'Formulaire public';
	const asked = await db
		.transaction()
		.execute((tx) => askSubscriptions(tx, { address, choices, source: place }, secret));
	const structure = structures.find(({ id }) => id === asked?.structureId) ?? structures[0];
	if (!asked || !structure) return;
	// The same address is not written to again and again.
	if (await knock(db, [{ key: `abonnement ${sourceOf(secret, plainAddress(address))}`, policy: target }])) return;
	const transport = openTransport(settings);
	try {
		await transport.send(await confirmationMail(asked, structure, secret, settings));
	} catch (error) {
		log.error({ err: error }, 'a confirmation could not be sent');
		throw new Conflict('Le courriel de confirmation n’a pas pu partir. Réessayez dans quelques minutes.');
	} finally {
		transport.close();
	}
}
