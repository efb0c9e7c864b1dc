import { seedDemo } from '#demo/seed.server.ts';
import { loadDemoSubscribers } from '#demo/subscribers.server.ts';
import { migrateToLatest } from '#platform/database/index.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import type { Command } from './command.ts';
import { progressBar } from './progress.ts';

export const seed: Command = {
	name: 'seed',
	summary: 'Installe le territoire de démonstration',
	help: `Usage : npm run unisson -- seed

Installe dans une base vide le territoire de démonstration : quatre structures, leurs services, les rubriques et leurs
territoires de communication, les comptes, une quarantaine d’articles, deux journaux et deux infolettres.
Refuse une base qui a déjà une structure.`,
	async run(_args, { db, settings, store, print, printError, isTTY }) {
		await migrateToLatest(db, migrationsDir);
		if (!settings.demo) {
			printError(
				'Le territoire de démonstration ne s’installe pas sur une adresse publique : dites DEMO=1 si c’est voulu.'
			);
			return 1;
		}
		const bar = progressBar(isTTY, 'Territoire de démonstration');
		const seeded = await seedDemo(db, store, bar.update);
		if (seeded) await loadDemoSubscribers(db, settings.sessionSecret);
		bar.stop();
		print(
			seeded ? 'Le territoire de démonstration est installé.' : 'La base a déjà des structures : rien n’a été changé.'
		);
		return seeded ? 0 : 1;
	}
};
