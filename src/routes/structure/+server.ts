import { redirect } from '@sveltejs/kit';
import { switchStructure } from '#foundation/accounts/index.server.ts';
import { NotFound } from '#kernel/errors.ts';
import { ownPath } from '../access.ts';
import { textOf } from '../refusals.ts';
import type { RequestHandler } from './$types';

/** Chooses the structure (`structure`: its slug) as which one reads, and goes back (`suite`, or the page before). */
export const POST: RequestHandler = async ({ locals, request, url }) => {
	const { actor, db, session, structures } = locals;
	const form = await request.formData();
	const chosen = structures.find(({ slug }) => slug === textOf(form, 'structure'));
	if (!chosen || actor.kind !== 'agent' || !session) throw new NotFound();
	await db.transaction().execute((tx) => switchStructure(tx, actor, session.id, chosen.id));
	const from = request.headers.get('referer');
	const before = from && URL.canParse(from) && new URL(from).origin === url.origin ? new URL(from) : undefined;
	redirect(303, ownPath(textOf(form, 'suite') || (before && before.pathname + before.search)));
};
