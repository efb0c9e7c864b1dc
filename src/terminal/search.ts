import { indexArticle } from '#editorial/articles/index.server.ts';
import { UsageError, type Command } from './command.ts';
import { progressBar } from './progress.ts';
import { listVisibleIds } from '#editorial/articles/index.server.ts';

export const search: Command = {
	name: 'search',
	summary: 'Refait l’index de recherche',
	help: `Usage : search reindex

Refait l’index de tous les articles publiés. Utile après une mise à jour qui change l’analyse des mots.`,
	async run([verb], { db, print, isTTY }) {
		if (verb !== 'reindex') throw new UsageError('Dites : search reindex');
		const ids = await listVisibleIds(db);
		const bar = progressBar(isTTY, 'Index');
		for (const [done, id] of ids.entries()) {
			await db.transaction().execute((tx) => indexArticle(tx, id));
			bar.update(done + 1, ids.length, '');
		}
		bar.stop();
		print(`${ids.length} article(s) indexé(s).`);
		return 0;
	}
};
