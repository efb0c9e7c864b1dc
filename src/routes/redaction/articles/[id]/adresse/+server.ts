import { renameArticle } from '#editorial/articles/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import { answer, bodyOf, textIn, writerOf } from '../asked.server.ts';
import { diffusing } from '../diffusing.server.ts';
import type { RequestHandler } from './$types';

/** Gives the article another address; the old one keeps leading to it. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const { db } = event.locals;
		const [actor, body, { id }] = [writerOf(event), await bodyOf(event.request), event.params];
		const wanted = textIn(body, 'slug').trim();
		if (!wanted) throw new Invalid('Écrivez une adresse.', { slug: 'Écrivez une adresse.' });
		await db.transaction().execute((tx) => renameArticle(tx, actor, id, wanted));
		return diffusing(db, actor, id);
	});
