import { addRemark, getForWriting, inviteToArticle } from '#editorial/articles/index.server.ts';
import { findActor, findAgent } from '#foundation/accounts/index.server.ts';
import { demoDomain, operator, type AgentActor } from '#foundation/accounts/index.ts';
import { slugify } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';

/** Two structures at one text of the demo: a colleague who was invited, and what she noted beside a passage. */
export async function seedCompany(db: Db): Promise<void> {
	const [desk, colleague] = [await person(db, 'redaction'), await person(db, 'valideur.agglo')];
	const { id } = await getForWriting(db, operator, { slug: slugify('Le pont des Lavandières rouvre aux cyclistes') });
	await db.transaction().execute(async (tx) => {
		await inviteToArticle(tx, desk, id, colleague.id);
		await addRemark(tx, colleague, id, {
			quote: 'La passerelle passe de deux à trois mètres.',
			body: 'Deux mètres quarante à trois mètres, d’après le plan de récolement. Je vous envoie la bonne cote.'
		});
	});
}

async function person(db: Db, name: string): Promise<AgentActor> {
	const agent = await findAgent(db, `${name}@${demoDomain}`);
	const actor = agent && (await findActor(db, agent.id));
	if (!actor) throw new Error(`the demo has no ${name}`);
	return actor;
}
