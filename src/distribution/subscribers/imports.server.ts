import { createReadStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#foundation/accounts/index.ts';
import { getPublicationById } from '#editions/publications/index.server.ts';
import { Conflict, DomainError, Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import { json, readJson, type Db } from '#platform/database/index.server.ts';
import { handover } from '#platform/handover.server.ts';
import { log } from '#platform/log.server.ts';
import { canKeepSubscribers } from './can.ts';
import { importSubscribers } from './import.server.ts';
import { emptyReport, type ImportState, type SubscriberImport } from './import-report.ts';
import type { SubscriberImportTable } from './tables.server.ts';

type House = Pick<Settings, 'dataDir' | 'sessionSecret'>;

export type ImportDraft = {
	publicationId: string;
	structureId: string | null;
	origin: string;
	isAttested: boolean;
	file: { name: string; bytes: Uint8Array };
};

const folder = ({ dataDir }: House) => join(dataDir, 'imports');
const fileOf = (house: House, id: string) => join(folder(house), `${id}.csv`);

/**
 * Keeps a file that the desk gives and reads it through without writing anything, in the background: the answer is where
 * to see how far it has come. Throws `Invalid` by field.
 */
export async function openImport(db: Db, actor: Actor, draft: ImportDraft, house: House): Promise<string> {
	const { file, isAttested, ...asked } = draft;
	const publication = await getPublicationById(db, asked.publicationId);
	if (!canKeepSubscribers(actor, publication)) throw new Forbidden();
	const fields: Record<string, string> = {};
	if (file.bytes.length === 0) fields.file = 'Choisissez un fichier CSV.';
	if (!asked.origin.trim()) fields.origin = 'Dites d’où vient l’accord de ces personnes, et quand.';
	if (publication.reach === 'internal' && !isAttested)
		fields.attested = 'Attestez que ce sont des adresses professionnelles d’agents.';
	const [first] = Object.values(fields);
	if (first) throw new Invalid(first, fields);
	const id = newId();
	await mkdir(folder(house), { recursive: true, mode: 0o700 });
	await writeFile(fileOf(house, id), file.bytes, { mode: 0o600 });
	await db
		.insertInto('subscriberImport')
		.values({
			...{ id, ...asked, isAttested: Number(isAttested) },
			...{ fileName: file.name.slice(0, 200), bytes: file.bytes.length, state: 'checking', done: 0 },
			...{ report: json(emptyReport(true)), fault: null, createdBy: actor.kind === 'agent' ? actor.id : null },
			...{ createdAt: now(), updatedAt: now() }
		})
		.execute();
	runInBackground(db, actor, id, house);
	return id;
}

/** Writes what was checked, or goes on with what was stopped, in the background. */
export async function startImport(
	db: Db,
	actor: Actor,
	publicationId: string,
	id: string,
	house: House
): Promise<void> {
	const found = await getImport(db, actor, publicationId, id);
	if (!['checked', 'stopped'].includes(found.state)) throw new Conflict('Cet import est déjà parti.');
	await note(db, id, { state: 'importing', done: 0 });
	runInBackground(db, actor, id, house);
}

/** Forgets an import that is not running, and its file. */
export async function dropImport(db: Db, actor: Actor, publicationId: string, id: string, house: House): Promise<void> {
	const { state } = await getImport(db, actor, publicationId, id);
	if (state === 'checking' || state === 'importing') throw new Conflict('Cet import est en cours.');
	await rm(fileOf(house, id), { force: true });
	await db.deleteFrom('subscriberImport').where('id', '=', id).execute();
}

const note = (db: Db, id: string, change: Partial<SubscriberImportTable>) =>
	db
		.updateTable('subscriberImport')
		.set({ ...change, updatedAt: now() })
		.where('id', '=', id)
		.execute();

/** Those that this process is doing: a server that stops lets each end its batch. */
const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();

function runInBackground(db: Db, actor: Actor, id: string, house: House): void {
	const stop = new AbortController();
	const ended = run(db, actor, id, house, stop.signal)
		.catch((error: unknown) => log.error({ err: error, import: id }, 'an import of subscribers failed'))
		.finally(() => running.delete(id));
	running.set(id, { stop, ended });
	handover.closing.add(stopAll);
}

async function stopAll(): Promise<void> {
	for (const { stop } of running.values()) stop.abort();
	await Promise.all([...running.values()].map(({ ended }) => ended));
}

/** Milliseconds between two notes of how far it has come. */
const pace = 400;

async function run(db: Db, actor: Actor, id: string, house: House, signal: AbortSignal): Promise<void> {
	const row = await db.selectFrom('subscriberImport').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	const isDryRun = row.state === 'checking';
	const { publicationId, origin, structureId } = row;
	const asked = { publicationId, origin, structureId, isAttested: row.isAttested === 1, isDryRun, signal };
	const stream = createReadStream(fileOf(house, id), { highWaterMark: 64 * 1024 });
	let noted = 0;
	try {
		const report = await importSubscribers(
			...[db, actor, stream, { ...asked, secret: house.sessionSecret }],
			async (done, so) => {
				if (performance.now() - noted < pace) return;
				noted = performance.now();
				await note(db, id, { done, report: json(so) });
			}
		);
		await note(db, id, { state: isDryRun ? 'checked' : 'done', done: row.bytes, report: json(report) });
		if (!isDryRun) await rm(fileOf(house, id), { force: true });
	} catch (error) {
		const isRefused = error instanceof DomainError;
		if (isRefused) await rm(fileOf(house, id), { force: true });
		await note(db, id, { state: isRefused ? 'refused' : 'stopped', fault: isRefused ? error.message : null });
		if (!isRefused && !signal.aborted) throw error;
	} finally {
		stream.destroy();
	}
}

/** Milliseconds after which an import of which nothing is heard was cut off with its server. */
const silence = 60_000;

/** An import and how far it has come. Throws `NotFound`, also for a list that the actor does not keep. */
export async function getImport(db: Db, actor: Actor, publicationId: string, id: string): Promise<SubscriberImport> {
	const found = (await listImports(db, actor, publicationId)).find((each) => each.id === id);
	if (!found) throw new NotFound('Cet import n’existe plus.');
	return found;
}

/** The last imports of a title, newest first. */
export async function listImports(db: Db, actor: Actor, publicationId: string): Promise<SubscriberImport[]> {
	if (!canKeepSubscribers(actor, await getPublicationById(db, publicationId))) throw new NotFound();
	const rows = await db
		.selectFrom('subscriberImport')
		.selectAll()
		.where('publicationId', '=', publicationId)
		.orderBy('id', 'desc')
		.limit(30)
		.execute();
	const alive = new Date(Date.parse(now()) - silence).toISOString();
	return rows.map(({ report, updatedAt, isAttested: _, createdBy: __, state, ...row }) => {
		const isCutOff = ['checking', 'importing'].includes(state) && updatedAt < alive && !running.has(row.id);
		return { ...row, report: readJson(report), state: isCutOff ? ('stopped' satisfies ImportState) : state };
	});
}

/** A duty: what a file held is kept a day, and what an import did, with the lines that it refused, a month. */
export async function forgetImports(db: Db, house: Pick<Settings, 'dataDir'>): Promise<number> {
	const before = (days: number) => new Date(Date.parse(now()) - days * 86_400_000).toISOString();
	const old = await db
		.selectFrom('subscriberImport')
		.select(['id', 'updatedAt', 'state'])
		.where('updatedAt', '<', before(1))
		.execute();
	const waiting = old.filter(({ state, updatedAt }) => state !== 'done' || updatedAt < before(30));
	for (const { id } of waiting) {
		await rm(join(house.dataDir, 'imports', `${id}.csv`), { force: true });
		await db.deleteFrom('subscriberImport').where('id', '=', id).execute();
	}
	return waiting.length;
}
