import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { countReturns, readReturns, takeIn } from '#distribution/bounces/index.server.ts';
import { bounceKindLabels, returnKindLabels } from '#distribution/bounces/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';

const options = { json: { type: 'boolean' } } as const;

export const bounce: Command = {
	name: 'bounce',
	summary: 'Lire ce qui revient des envois',
	help: `Usage : bounce read FICHIER|-    lit un message revenu (« - » : l’entrée standard, pour un serveur de messagerie)
        bounce poll              lit maintenant les boîtes IMAP et le dossier DATA_DIR/retours
        bounce count             dit combien de messages sont revenus, et ce que c’était

  --json   la réponse en JSON

Le serveur lit les boîtes chaque minute. Avec Postfix, une ligne d’alias suffit aussi :
  retours: "|npm --prefix /srv/unisson run unisson -- bounce read -"
Un message lu deux fois ne compte qu’une fois.`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb, file] = positionals;
		const print = (said: string, data: unknown) => terminal.print(values.json ? JSON.stringify(data) : said);
		switch (verb) {
			case 'read':
				await read(needed(file, 'le fichier à lire, ou « - »'), terminal, print);
				return 0;
			case 'poll': {
				const done = await readReturns(terminal.db, terminal.settings);
				print(`Nouveaux : ${done}.`, { done });
				return 0;
			}
			case 'count': {
				const counts = await countReturns(terminal.db, operator);
				const lines = Object.entries(counts.kinds).map(([kind, number]) => `${labelOf(kind)} : ${number}`);
				print([...lines, `Adresses écartées : ${counts.stopped}`].join('\n'), counts);
				return 0;
			}
			default:
				throw new UsageError('Dites : bounce read, bounce poll ou bounce count.');
		}
	}
};

const labelOf = (kind: string): string => returnKindLabels[kind as keyof typeof returnKindLabels];

type Print = (said: string, data: unknown) => void;

async function read(file: string, { db, settings }: Terminal, print: Print): Promise<void> {
	const raw = file === '-' ? await buffer(process.stdin) : await readFile(file).catch(() => undefined);
	if (!raw || raw.length === 0) throw new Invalid(`« ${file} » n’existe pas, ne peut pas être lu, ou est vide.`);
	const taken = await takeIn(db, raw, 'terminal', settings.sessionSecret);
	const what = taken.bounce ? bounceKindLabels[taken.bounce] : labelOf(taken.kind);
	print(taken.isKnown ? `Déjà lu : ${what}.` : `${what}.`, taken);
}
