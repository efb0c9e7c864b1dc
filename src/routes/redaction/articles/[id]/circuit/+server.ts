import { json } from '@sveltejs/kit';
import { getForWriting, takeBackArticle, tracksOfArticle } from '#editorial/articles/index.server.ts';
import { articleKindLabels, type ArticleKind } from '#editorial/articles/index.ts';
import { listPeople } from '#foundation/accounts/index.server.ts';
import { findValidation, finder } from '#foundation/validation/index.server.ts';
import { stepWords, type Validation } from '#foundation/validation/index.ts';
import type { RequestHandler } from './$types';

/** Who would decide, per structure, in words. */
export type Expected = { structureId: string; steps: { label: string; words: string }[] };

/** What the panel shows: who would decide on the text as it is typed, and where the last circuit stands. */
export type CircuitState = { expected: Expected[]; validation: Validation | null };

/** `voice` (ids, in order), `section` (id) and `kind` are those that are being typed; the article's own when absent. */
export const GET: RequestHandler = async ({ locals: { actor, db }, params, url: { searchParams } }) => {
	const article = await getForWriting(db, actor, { id: params.id });
	const voices = searchParams.getAll('voice');
	const kind = searchParams.get('kind') ?? '';
	const draft = {
		kind: kind in articleKindLabels ? (kind as ArticleKind) : article.kind,
		sectionId: searchParams.get('section') || article.sectionId,
		voices: voices.length > 0 ? voices : article.voices
	};
	const tracks = await tracksOfArticle(db, actor, draft);
	const steps = tracks.flatMap((track) => track.steps);
	const substitutes = await listPeople(
		db,
		steps.flatMap(({ substituteId }) => substituteId ?? [])
	);
	const find = await finder(db);
	const expected: Expected[] = tracks.map((track) => ({
		structureId: track.structureId,
		steps: track.steps.map(({ label, approver, substituteId, dueHours }) => ({
			label,
			words: stepWords({
				who: find(approver).map(({ name }) => name),
				dueHours,
				substitute: substitutes.find(({ id }) => id === substituteId)?.name
			})
		}))
	}));
	const validation = (await findValidation(db, { kind: 'article', id: params.id })) ?? null;
	return json({ expected, validation } satisfies CircuitState);
};

/** Takes the text back from those who decide on it, to go on writing. */
export const DELETE: RequestHandler = async ({ locals: { actor, db }, params }) => {
	await db.transaction().execute((tx) => takeBackArticle(tx, actor, params.id));
	return new Response(null, { status: 204 });
};
