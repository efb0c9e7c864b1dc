import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { slugify } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canManageSections } from './can.ts';
import { findSection } from './queries.server.ts';
import type { Section } from './section.ts';

export type SectionDraft = { name: string; slug?: string; description?: string };

/** Adds a section after the others. Throws `Conflict` when its address is taken. */
export async function createSection(tx: Tx, actor: Actor, draft: SectionDraft): Promise<Section> {
	if (!canManageSections(actor)) throw new Forbidden();
	const name = draft.name.trim();
	if (!name) throw new Invalid('Donnez un nom à la rubrique.', { name: 'Donnez un nom à la rubrique.' });
	const slug = slugify(draft.slug ?? name);
	if (await findSection(tx, slug)) throw new Conflict(`Une rubrique porte déjà l’adresse « ${slug} ».`);
	const { last } = await tx
		.selectFrom('section')
		.select((eb) => eb.fn.max('position').as('last'))
		.executeTakeFirstOrThrow();
	const section = { id: newId(), slug, name, description: draft.description ?? '', position: Number(last ?? -1) + 1 };
	await tx
		.insertInto('section')
		.values({ ...section, createdAt: now(), archivedAt: null, commentsSince: null })
		.execute();
	await audit(tx, actor, 'section.create', { kind: 'section', id: section.id }, { slug });
	return section;
}

/** Gives a section another name and address; the old address keeps leading to it. */
export async function renameSection(
	tx: Tx,
	actor: Actor,
	sectionId: string,
	draft: { name: string; slug?: string }
): Promise<void> {
	if (!canManageSections(actor)) throw new Forbidden();
	const section = await tx.selectFrom('section').selectAll().where('id', '=', sectionId).executeTakeFirst();
	if (!section) throw new NotFound();
	if (!draft.name.trim()) throw new Invalid('Donnez un nom à la rubrique.', { name: 'Donnez un nom à la rubrique.' });
	const slug = slugify(draft.slug ?? draft.name);
	const taken = await findSection(tx, slug);
	if (taken && taken.id !== sectionId) throw new Conflict(`Une rubrique porte déjà l’adresse « ${slug} ».`);
	await tx.deleteFrom('sectionSlug').where('slug', '=', slug).execute();
	if (slug !== section.slug) {
		await tx
			.insertInto('sectionSlug')
			.values({ slug: section.slug, sectionId })
			.onConflict((conflict) => conflict.column('slug').doUpdateSet({ sectionId }))
			.execute();
	}
	await tx.updateTable('section').set({ name: draft.name.trim(), slug }).where('id', '=', sectionId).execute();
	await audit(tx, actor, 'section.rename', { kind: 'section', id: sectionId }, { from: section.slug, to: slug });
}
