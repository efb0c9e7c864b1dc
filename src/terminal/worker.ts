import { parseArgs } from 'node:util';
import { sendMailings } from '#distribution/mailings/index.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';
import { doDuties, keepDoing } from '#platform/duties.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import { dutiesOf } from '../duties.server.ts';
import type { Command } from './command.ts';

const options = { 'until-idle': { type: 'boolean' }, json: { type: 'boolean' } } as const;

export const worker: Command = {
	name: 'worker',
	summary: 'Fait ce que l’heure demande et envoie les lettres',
	help: `Usage : worker [--until-idle] [--json]

Le serveur le fait déjà ; cette commande sert à le faire dans un processus à part, ou une fois pour toutes. Plusieurs
peuvent travailler à la fois : aucune lettre n’est prise deux fois.

  --until-idle   s’arrête quand il n’y a plus rien à faire
  --json         { "done": nombre de choses faites, "sent": lettres remises }`,
	async run(args, { db, settings, store, print }) {
		const { values } = parseArgs({ args, options });
		const transport = openTransport(settings);
		const duties = dutiesOf({ db, settings, store, transport });
		const queue = openDatabase(settings.databaseUrl, { isDurable: true });
		const stopping = new AbortController();
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
		try {
			if (!values['until-idle']) {
				const work = keepDoing(db, duties, 5_000);
				await sendMailings(queue, { settings, signal: stopping.signal });
				await work.stop();
				return 0;
			}
			const total = { done: 0, sent: 0 };
			for (let done = 1, sent = 1; done + sent > 0 && !stopping.signal.aborted;) {
				done = await doDuties(db, duties);
				sent = await sendMailings(queue, { settings, until: 'idle', signal: stopping.signal });
				total.done += done;
				total.sent += sent;
			}
			print(values.json ? JSON.stringify(total) : `Fait : ${total.done} ; lettres remises : ${total.sent}.`);
			return 0;
		} finally {
			await queue.destroy();
			transport.close();
		}
	}
};
