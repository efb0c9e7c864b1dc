import { parseArgs } from 'node:util';
import { listAllIssues, listAllPublications } from '#editions/publications/index.server.ts';
import { publicationKindLabels } from '#editions/publications/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { reachLabels } from '#kernel/reach.ts';
import { UsageError, type Command } from './command.ts';

export const publication: Command = {
	name: 'publication',
	summary: 'Journaux et infolettres',
	help: `Usage :
  publication list [--json]   les titres, avec leur dernier numéro paru ou en préparation`,
	async run(args, { db, print }) {
		const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true });
		if (positionals.length !== 1 || positionals[0] !== 'list')
			throw new UsageError(`Demande inconnue : « ${positionals.join(' ')} ».`);
		const structures = new Map((await listStructures(db)).map(({ id, slug }) => [id, slug]));
		const rows = await Promise.all(
			(await listAllPublications(db)).map(async ({ id, ownerId, voices, ...row }) => ({
				...row,
				owner: structures.get(ownerId) ?? null,
				voices: voices.flatMap((voice) => structures.get(voice) ?? []),
				lastNumber: (await listAllIssues(db, id))[0]?.number ?? null
			}))
		);
		const lines = rows.map(
			(row) =>
				`${row.slug.padEnd(24)} ${publicationKindLabels[row.kind].padEnd(11)} ${reachLabels[row.reach].padEnd(14)} ${row.title}`
		);
		print(values.json ? JSON.stringify(rows) : lines.join('\n') || 'Aucun titre.');
		return 0;
	}
};
