import { operator } from '#foundation/accounts/index.ts';
import { getStructure } from '#foundation/structures/index.server.ts';
import { getForWriting } from '#editorial/articles/index.server.ts';
import { composeFrontPage } from '#editorial/front-pages/index.server.ts';
import { UsageError, type Command } from './command.ts';

export const home: Command = {
	name: 'home',
	summary: 'Composer la une d’une structure',
	help: `Usage : home compose STRUCTURE [ARTICLE…]

Donne à l’accueil de la structure son ordre : le premier article est à la une. Sans article, l’accueil suit les plus récents.`,
	async run([verb, slug, ...articles], { db, print }) {
		if (verb !== 'compose' || !slug) throw new UsageError('Dites : home compose STRUCTURE ARTICLE…');
		const structure = await getStructure(db, slug);
		const found = [];
		for (const article of articles) found.push(await getForWriting(db, operator, { slug: article }));
		const ids = found.map(({ id }) => id);
		await db.transaction().execute((tx) => composeFrontPage(tx, operator, structure.id, ids));
		print(
			ids.length === 0
				? `L’accueil de « ${structure.name} » suit les plus récents.`
				: `L’accueil de « ${structure.name} » est composé.`
		);
		return 0;
	}
};
