import { migrateToLatest } from '#platform/database/index.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import type { Command } from './command.ts';

export const migrate: Command = {
	name: 'migrate',
	summary: 'Met la base de données à jour',
	help: `Usage : npm run unisson -- migrate

Applique les migrations qui manquent à la base de DATABASE_URL (ou de DATA_DIR). Sans effet quand tout est à jour.`,
	async run(_args, { db, print }) {
		const done = await migrateToLatest(db, migrationsDir);
		print(done.length === 0 ? 'La base est à jour.' : `${done.length} migration(s) : ${done.join(', ')}`);
		return 0;
	}
};
