import { parseArgs } from 'node:util';
import { doDuties, keepDoing } from '#platform/duties.server.ts';
import { openTransport } from '#platform/mail.server.ts';
import { dutiesOf } from '../duties.server.ts';
import type { Command } from './command.ts';

const options = { 'until-idle': { type: 'boolean' }, json: { type: 'boolean' } } as const;

export const worker: Command = {
	name: 'worker',
	summary: 'Fait ce que l’heure demande : parutions, rappels, courriels',
	help: `Usage : worker [--until-idle] [--json]

Le serveur le fait déjà ; cette commande sert à le faire dans un processus à part, ou une fois pour toutes.

  --until-idle   s’arrête quand il n’y a plus rien à faire
  --json         { "done": nombre de choses faites }`,
	async run(args, { db, settings, store, print }) {
		const { values } = parseArgs({ args, options });
		const transport = openTransport(settings);
		const duties = dutiesOf({ db, settings, store, transport });
		try {
			if (values['until-idle']) {
				let total = 0;
				for (let done = 1; done > 0; total += done) done = await doDuties(db, duties);
				print(values.json ? JSON.stringify({ done: total }) : `Fait : ${total}.`);
				return 0;
			}
			const work = keepDoing(db, duties, 5_000);
			await new Promise<void>((resolve) => {
				process.once('SIGINT', resolve);
				process.once('SIGTERM', resolve);
			});
			await work.stop();
			return 0;
		} finally {
			transport.close();
		}
	}
};
