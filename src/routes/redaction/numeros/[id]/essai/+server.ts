import { getComposition, sendTest, sendTests } from '#editions/publications/index.server.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { enumerate } from '#kernel/text.ts';
import { openTransport } from '#platform/mail.server.ts';
import { answer, bodyOf, textIn, writerOf } from '../../../articles/[id]/asked.server.ts';
import type { RequestHandler } from './$types';

/** Sends the letters as they are to oneself, to those who give the proof, or to one address. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { db, settings, store, structures } = event.locals;
		const [actor, body] = [writerOf(event), await bodyOf(event.request)];
		const [to, address] = [textIn(body, 'to'), textIn(body, 'address')];
		const transport = openTransport(settings);
		const house = { ...settings, store };
		try {
			if (to === 'me' || to === 'group') {
				const receipts = await sendTests(db, transport, actor, event.params.id, to, house);
				const left = receipts.filter(({ isSent }) => !isSent);
				if (left.length > 0)
					throw new Conflict(`Pas parti vers ${enumerate([...new Set(left.map((one) => one.to))])}.`);
				return { count: receipts.length, to: [...new Set(receipts.map((one) => one.to))] };
			}
			const { issue, publication } = await getComposition(db, actor, event.params.id);
			if (!address.trim()) throw new Invalid('Dites à quelle adresse.', { address: 'Dites à quelle adresse.' });
			const voices = structures.filter(({ id }) => publication.voices.includes(id));
			for (const structure of voices) await sendTest(db, transport, issue, structure, address, house);
			return { count: voices.length, to: [address.trim()] };
		} finally {
			transport.close();
		}
	});
