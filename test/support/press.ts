import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createArticle, publishArticle } from '#editorial/articles/index.server.ts';
import type { ArticleDraft } from '#editorial/articles/index.ts';
import {
	attestProof,
	compileIssue,
	createIssue,
	createPublication,
	publishIssue
} from '#editions/publications/index.server.ts';
import type { BlockDraft, Form, Issue, Letter, Publication } from '#editions/publications/index.ts';
import { operator } from '#foundation/accounts/index.ts';
import { addImage } from '#foundation/media/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { fileStore, type MediaStore } from '#platform/files.server.ts';
import { draftOf, gatherCast, paragraph, type Cast } from './cast.ts';

/** A letter for agents and one for the public, carried by both structures, and an article with an angle for each. */
export type Press = {
	cast: Cast;
	folder: string;
	store: MediaStore;
	settings: { origin: string; dataDir: string; mailFrom: string | undefined };
	weekly: Publication;
	monthly: Publication;
	snow: string;
	publish(draft: ArticleDraft): Promise<string>;
	issueOf(publication: Publication, blocks: BlockDraft[], more?: { title?: string }): Promise<Issue>;
	/** Gives the proof and lets it appear. */
	appear(issue: Issue): Promise<void>;
	compile(issue: Issue): Promise<{ ville: Letter; agglo: Letter }>;
	close(): void;
};

export const articleBlock = (articleId: string, form: Form = 'full', voices: string[] = []): BlockDraft => ({
	...{ kind: 'article', articleId, form, voices }
});

export async function openPress(db: Db): Promise<Press> {
	const cast = await gatherCast(db);
	const folder = mkdtempSync(join(tmpdir(), 'unisson-letters-'));
	const store = fileStore(join(folder, 'media'));
	const settings = {
		origin: 'https://intranet.essai.example',
		dataDir: folder,
		mailFrom: 'Unisson <unisson@essai.example>'
	};
	const publish = (draft: ArticleDraft) =>
		db.transaction().execute(async (tx) => {
			const { id } = await createArticle(tx, cast.desk, draft);
			await publishArticle(tx, cast.desk, id);
			return id;
		});
	const title = (draft: { title: string; reach: 'internal' | 'public' }) =>
		db.transaction().execute((tx) =>
			createPublication(tx, cast.desk, {
				...draft,
				...{ kind: 'newsletter', tagline: '', cadence: '', ownerId: cast.agglo.id },
				voices: [cast.agglo.id, cast.ville.id]
			})
		);
	return {
		...{ cast, folder, store, settings, publish },
		weekly: await title({ title: 'L’Infolettre du jeudi', reach: 'internal' }),
		monthly: await title({ title: 'La Lettre de l’agglo', reach: 'public' }),
		snow: await publish(snowDraft(cast, await drawCover(db, store))),
		issueOf: (publication, blocks, more = {}) =>
			db.transaction().execute((tx) =>
				createIssue(tx, cast.desk, publication.id, {
					...{ title: 'Un numéro', date: '2026-11-26', preheader: 'Ce qu’il y a dedans' },
					...{ editorial: null, blocks, ...more }
				})
			),
		appear: (issue) =>
			db.transaction().execute(async (tx) => {
				await attestProof(tx, operator, issue.id, settings);
				await publishIssue(tx, cast.desk, issue.id);
			}),
		compile: async (issue) => ({
			ville: await compileIssue(db, issue, cast.ville, settings),
			agglo: await compileIssue(db, issue, cast.agglo, settings)
		}),
		close: () => rmSync(folder, { recursive: true, force: true })
	};
}

async function drawCover(db: Db, store: MediaStore): Promise<string> {
	const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#24466b' } })
		.png()
		.toBuffer();
	const draft = { bytes, name: 'neige.png', altText: 'Une déneigeuse dans la nuit' };
	return (await db.transaction().execute((tx) => addImage(tx, operator, draft, store))).id;
}

/** One theme, two angles, a passage for each, and one that stays among agents. */
const snowDraft = (cast: Cast, cover: string): ArticleDraft =>
	draftOf(
		cast,
		{
			title: 'Première neige',
			standfirst: 'Les écoles d’abord.',
			cover: { media: cover },
			variants: { [cast.agglo.id]: { title: 'Neige sur les zones d’activités', standfirst: 'Départ à 4 h.' } },
			body: {
				type: 'doc',
				content: [
					paragraph('Le plan commence lundi.'),
					paragraph('Ralliement au dépôt des Forges.', { structures: [cast.ville.id] }),
					paragraph('Ralliement quai de l’Ormelle.', { structures: [cast.agglo.id] }),
					paragraph('Le poste d’astreinte est le 4210.', { reach: 'internal' })
				]
			}
		},
		{ reach: 'public' }
	);
