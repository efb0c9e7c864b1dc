import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { getForWriting } from '#editorial/articles/index.server.ts';
import { composeFrontPage } from '#editorial/front-pages/index.server.ts';
import { createAgent, hashPassword } from '#foundation/accounts/index.server.ts';
import { demoPassword, operator, type Grant } from '#foundation/accounts/index.ts';
import { audit, listAudit } from '#foundation/audit/index.server.ts';
import { addImage } from '#foundation/media/index.server.ts';
import { createSection, setRemit } from '#foundation/sections/index.server.ts';
import type { Section } from '#foundation/sections/index.ts';
import { changeIdentity, createService, createStructure, listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { migrateToLatest, migrateToNothing, type Db, type Tx } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { migrationsDir } from '#platform/places.server.ts';
import { loadDemoArticles } from './articles.server.ts';
import { seedCompany } from './company.server.ts';
import { seedCircuits } from './circuits.server.ts';
import { seedDesk } from './desk.server.ts';
import { loadDemoConsents } from './consents.server.ts';
import { loadDemoCalendar } from './calendar.server.ts';
import { agents } from './people.ts';
import { loadDemoPublications } from './publications.server.ts';
import { loadDemoVoices } from './voices.server.ts';
import { frontPages, sections, structures, type DemoSlug } from './territory.ts';
import { loadDemoWords } from './words.server.ts';

type OnProgress = (done: number, total: number, what: string) => void;

/**
 * Installs the demo territory in an empty database; false when it already has a structure. An installation that was
 * cut off starts again from nothing: the database itself remembers that one had begun.
 */
export async function seedDemo(db: Db, store: MediaStore, onProgress: OnProgress): Promise<boolean> {
	const [last] = await listAudit(db, demo, 1);
	if (last?.action === 'demo.begin') {
		await migrateToNothing(db, migrationsDir);
		await migrateToLatest(db, migrationsDir);
	}
	if ((await listStructures(db)).length > 0) return false;
	await audit(db, operator, 'demo.begin', demo);
	const total = 60;
	onProgress(0, total, 'structures et comptes');
	const made = await seedStructures(db);
	await seedLogos(db, store, made);
	const themes = await seedSections(db, made);
	onProgress(4, total, 'articles');
	const places = { structures: [...made.values()], sections: [...themes.values()] };
	await loadDemoArticles(db, operator, store, places, (done, all, what) =>
		onProgress(4 + Math.round((done / all) * (total - 8)), total, what)
	);
	onProgress(total - 3, total, 'journaux et infolettres');
	await loadDemoPublications(db, operator, places);
	await loadDemoWords(db, operator, places.structures);
	await seedFrontPages(db, made);
	await seedCircuits(db, operator, places);
	await seedDesk(db);
	await loadDemoConsents(db, operator);
	await seedCompany(db);
	await loadDemoVoices(db);
	await loadDemoCalendar(db, places);
	await audit(db, operator, 'demo.end', demo);
	onProgress(total, total, '');
	return true;
}

const demo = { kind: 'demo', id: 'territory' };

async function seedStructures(db: Db): Promise<Map<DemoSlug, Structure>> {
	const passwords = await Promise.all(agents.map(() => hashPassword(demoPassword)));
	return db.transaction().execute(async (tx) => {
		const made = new Map<DemoSlug, Structure>();
		const services = new Map<string, string>();
		for (const { services: chart, ...draft } of structures) {
			const structure = await createStructure(tx, operator, draft);
			made.set(draft.slug, structure);
			for (const [position, [name, headcount]] of chart.entries()) {
				const id = await createService(tx, operator, { structureId: structure.id, name, position, headcount });
				services.set(`${draft.slug}/${name}`, id);
			}
		}
		for (const [index, agent] of agents.entries()) {
			const { roles, memberships, ...person } = agent;
			await createAgent(tx, operator, {
				...person,
				passwordHash: passwords[index]!,
				memberships: memberships.map(([slug, service]) => ({
					structureId: made.get(slug)!.id,
					serviceId: services.get(`${slug}/${service}`) ?? null
				})),
				grants: roles.map(({ role, structure }): Grant => ({
					role,
					scope: structure ? { kind: 'structure', id: made.get(structure)!.id } : { kind: 'everything' }
				}))
			});
		}
		return made;
	});
}

async function seedLogos(db: Db, store: MediaStore, made: Map<DemoSlug, Structure>): Promise<void> {
	for (const [slug, structure] of made) {
		const path = join(import.meta.dirname, 'art', `logo-${slug}.svg`);
		if (!existsSync(path)) continue;
		const bytes = await sharp(await readFile(path), { density: 600 })
			.png()
			.toBuffer();
		await db.transaction().execute(async (tx) => {
			const upload = { bytes, name: `logo-${slug}.png`, altText: structure.name, decorative: false };
			const logo = await addImage(tx, operator, upload, store);
			structure.identity = { ...structure.identity, logo: logo.id };
			await changeIdentity(tx, operator, structure.id, structure.identity);
		});
	}
}

async function seedSections(db: Db, made: Map<DemoSlug, Structure>): Promise<Map<string, Section>> {
	return db.transaction().execute(async (tx) => {
		const found = new Map<string, Section>();
		for (const { remits, ...draft } of sections) {
			const section = await createSection(tx, operator, draft);
			found.set(draft.slug, section);
			for (const [slug, [stance, angle]] of Object.entries(remits) as [
				DemoSlug,
				['leads' | 'relays' | 'none', string]
			][]) {
				const structureId = made.get(slug)!.id;
				const people = stance === 'none' ? [] : await remitPeople(tx, slug);
				await setRemit(tx, operator, { sectionId: section.id, structureId, stance, angle, people });
			}
		}
		return found;
	});
}

/** The desk writes everywhere; each structure's approver approves what it says, and the DGS stands in for him. */
async function remitPeople(tx: Tx, slug: DemoSlug) {
	const rows = await tx.selectFrom('account').select(['agentId', 'email']).where('email', 'is not', null).execute();
	const idOf = (name: string) => rows.find(({ email }) => email === `${name}@demo.unisson.example`)?.agentId;
	const people: { agentId: string | undefined; duty: 'writes' | 'approves' | 'substitutes' }[] = [
		{ agentId: idOf('redaction'), duty: 'writes' },
		{ agentId: idOf(`valideur.${slug}`), duty: 'approves' },
		{ agentId: idOf('dgs'), duty: 'substitutes' }
	];
	return people.flatMap(({ agentId, duty }) => (agentId ? [{ agentId, duty }] : []));
}

async function seedFrontPages(db: Db, made: Map<DemoSlug, Structure>): Promise<void> {
	for (const [slug, articles] of Object.entries(frontPages) as [DemoSlug, string[]][]) {
		const ids = await Promise.all(
			articles.map(async (article) => (await getForWriting(db, operator, { slug: article })).id)
		);
		await db.transaction().execute((tx) => composeFrontPage(tx, operator, made.get(slug)!.id, ids));
	}
}
