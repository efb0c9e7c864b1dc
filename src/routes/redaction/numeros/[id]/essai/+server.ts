import { getComposition, listProofReaders, sendTest } from '#editions/publications/index.server.ts';
import { getAgent } from '#foundation/accounts/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { openTransport } from '#platform/mail.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** Sends the letters as they are to oneself, to those who give the proof, or to one address. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db, settings, store, structures } = event.locals;
		const [actor, body] = [writerOf(event), await bodyOf(event.request)];
		const { issue, publication } = await getComposition(db, actor, event.params.id);
		const to = textIn(body, 'to');
		const people =
			to === 'group'
				? (await listProofReaders(db, publication)).map(({ email }) => email)
				: [to === 'me' ? ((await getAgent(db, actor.id)).email ?? '') : textIn(body, 'address')];
		if (to === 'me' && !people[0]) throw new Invalid('Votre compte n’a pas d’adresse de courriel.');
		if (people.length === 0) throw new Invalid('Personne ne donne encore le BAT de ce titre : voyez ses circuits.');
		const wanted = Array.isArray(body.voices) ? (body.voices as unknown[]) : [];
		const voices = structures.filter(({ id }) => publication.voices.includes(id) && wanted.includes(id));
		const transport = openTransport(settings);
		try {
			for (const structure of voices)
				for (const address of people) await sendTest(db, transport, issue, structure, address, { ...settings, store });
		} finally {
			transport.close();
		}
		return { count: voices.length * people.length, to: people };
	});
