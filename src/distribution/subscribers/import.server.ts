import { getPublicationById } from '#editions/publications/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { Forbidden, Invalid } from '#kernel/errors.ts';
import { dayOf } from '#kernel/dates.ts';
import { fold, shorten } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canKeepSubscribers } from './can.ts';
import { findColumns, refuseSensitive, type Columns } from './columns.ts';
import { readRows, type Manner, type Row } from './csv-rows.server.ts';
import { batchSize, sortEntries, writeEntries, type Entry } from './import-batch.server.ts';
import { emptyReport, toldFaults, type ImportReport } from './import-report.ts';
import { addressKey } from './keys.server.ts';
import { isGoodAddress, plainAddress, voiceOf } from './rules.ts';

export type ImportOptions = {
	publicationId: string;
	/** Where the consent of these people comes from, in words: kept as the proof of each. */
	origin: string;
	/** In whose voice they read (id); else a column « structure », else the owner of the title. */
	structureId?: string | null;
	/** For an internal title: somebody says that these addresses are those of agents. */
	isAttested?: boolean;
	isDryRun?: boolean;
	/** Stops between two batches; what was written stays, and importing again goes on. */
	signal?: AbortSignal;
	secret: string;
};

/** Rows that are looked at before anything is taken. */
const sampleSize = 200;

/** Told after each batch: bytes read, and the report as it stands. */
export type OnImport = (bytes: number, report: ImportReport) => void | Promise<void>;

/**
 * Subscribes the addresses of a CSV file to a title, reading it as it comes: `;` or `,`, UTF-8 or Windows-1252, with or
 * without headers. Who left is never subscribed again, nor who is suppressed. Doing it again changes nothing. Throws
 * `Invalid` for a file that cannot be taken, before anything is written.
 */
export async function importSubscribers(
	db: Db,
	actor: Actor,
	file: AsyncIterable<Uint8Array>,
	options: ImportOptions,
	onProgress: OnImport = () => {}
): Promise<ImportReport> {
	const publication = await getPublicationById(db, options.publicationId);
	refuseUnfounded(actor, publication, options);
	const report = emptyReport(options.isDryRun === true);
	const voices = await voicesByName(db, publication);
	const importing: Importing = { db, publication, options, report, voices, seen: new Set() };
	const manner: Manner = { encoding: 'utf-8', separator: ';' };
	let bytes = 0;
	let columns: Columns | undefined;
	const waiting: Row[] = [];
	const take = async (isLast: boolean) => {
		if (!columns && (isLast || waiting.length >= sampleSize)) {
			columns = columnsOf(waiting, importing);
			if (columns.hasHeader) waiting.shift();
		}
		while (columns && waiting.length >= (isLast ? 1 : batchSize)) {
			options.signal?.throwIfAborted();
			await importBatch(importing, columns, waiting.splice(0, batchSize));
			await onProgress(bytes, report);
			// The engine in the file answers at once: others must have their turn.
			await new Promise(setImmediate);
		}
	};
	for await (const rows of readRows(file, manner, (read) => (bytes = read))) {
		waiting.push(...rows);
		Object.assign(report, manner);
		await take(false);
	}
	if (!columns && waiting.length === 0) throw new Invalid('Ce fichier est vide.');
	await take(true);
	if (!report.isDryRun) await noteImport(db, actor, publication, options, report);
	return report;
}

function refuseUnfounded(actor: Actor, publication: Publication, { origin, isAttested }: ImportOptions): void {
	if (!canKeepSubscribers(actor, publication)) throw new Forbidden();
	if (!origin.trim()) {
		const message = 'Dites d’où vient l’accord de ces personnes, et quand : c’est la preuve qui est gardée de chacune.';
		throw new Invalid(message, { origin: message });
	}
	if (publication.reach === 'internal' && !isAttested) {
		const message =
			'Ce titre est réservé aux agents : attestez que ces adresses sont des adresses professionnelles d’agents.';
		throw new Invalid(message, { attested: message });
	}
}

type Importing = {
	db: Db;
	publication: Publication;
	options: ImportOptions;
	report: ImportReport;
	voices: Map<string, { id: string; slug: string }>;
	/** Hashes of the addresses seen in a dry run, which writes nothing that would tell them apart. */
	seen: Set<number>;
};

/** The structures that carry the title, by slug, id, short and whole name, in plain letters. */
async function voicesByName(db: Db, { voices }: Publication): Promise<Importing['voices']> {
	const carried = (await listStructures(db)).filter(({ id }) => voices.includes(id));
	return new Map(
		carried.flatMap((one) =>
			[one.slug, one.id, one.shortName, one.name].map((name) => [fold(name), { id: one.id, slug: one.slug }] as const)
		)
	);
}

function columnsOf(rows: Row[], { publication, voices }: Importing): Columns {
	const first = rows[0]!.cells;
	const columns = findColumns(first, { ofAgents: publication.reach === 'internal' });
	const sample = rows.slice(0, sampleSize).map(({ cells }) => cells);
	refuseSensitive(sample, columns, Number(dayOf(now()).slice(0, 4)));
	if (columns.hasHeader) return columns;
	const structure = first.findIndex((cell, index) => index !== columns.address && voices.has(fold(cell.trim())));
	return { ...columns, structure: structure === -1 ? null : structure };
}

async function importBatch(importing: Importing, columns: Columns, rows: Row[]): Promise<void> {
	const { db, publication, options, report, seen } = importing;
	report.lines += rows.length;
	const entries = new Map<string, Entry>();
	for (const row of rows) {
		const entry = entryOf(importing, columns, row);
		if (!entry) continue;
		const mark = Buffer.from(entry.key, 'base64url').readUIntBE(0, 6);
		if (entries.has(entry.key) || (report.isDryRun && seen.has(mark))) report.already += 1;
		else entries.set(entry.key, entry);
		if (report.isDryRun) seen.add(mark);
	}
	const proof = { source: `Import : ${options.origin.trim()}`, wording: options.origin.trim() };
	const asked = [...entries.values()];
	const sorted = report.isDryRun
		? await sortEntries(db, publication, asked)
		: await db.transaction().execute(async (tx) => {
				const found = await sortEntries(tx, publication, asked);
				await writeEntries(tx, publication.id, found, proof);
				return found;
			});
	report.added += sorted.added.length;
	for (const kind of ['already', 'left', 'suppressed'] as const) report[kind] += sorted[kind];
	const slugs = new Map([...importing.voices.values()].map(({ id, slug }) => [id, slug]));
	for (const { structureId } of sorted.added) {
		const slug = slugs.get(structureId) ?? structureId;
		report.voices[slug] = (report.voices[slug] ?? 0) + 1;
	}
}

/** What a row asks for; undefined, with the fault noted, when it cannot be taken. */
function entryOf({ publication, options, voices, report }: Importing, columns: Columns, row: Row): Entry | undefined {
	const text = (row.cells[columns.address] ?? '').trim();
	const address = plainAddress(text);
	const said = columns.structure === null ? '' : (row.cells[columns.structure] ?? '').trim();
	const voice = voices.get(fold(said));
	const refuse = (shown: string, reason: string) => {
		report.invalid += 1;
		if (report.faults.length < toldFaults) report.faults.push({ line: row.line, text: shorten(shown, 80), reason });
		return undefined;
	};
	if (!text) return refuse('', 'Il n’y a pas d’adresse sur cette ligne.');
	if (!isGoodAddress(address)) return refuse(text, 'Ce n’est pas une adresse de courriel.');
	if (said && !voice && !options.structureId) return refuse(said, 'Aucune structure de ce nom ne porte ce titre.');
	const structureId = voiceOf(publication, options.structureId ?? voice?.id ?? null);
	return { address, key: addressKey(options.secret, address), structureId };
}

async function noteImport(
	db: Db,
	actor: Actor,
	publication: Publication,
	{ origin, isAttested }: ImportOptions,
	{ lines, added, already, left, suppressed, invalid }: ImportReport
): Promise<void> {
	const detail = { origin: origin.trim(), lines, added, already, left, suppressed, invalid };
	const attested = publication.reach === 'internal' ? { attested: isAttested === true } : {};
	const subject = { kind: 'publication', id: publication.id };
	await audit(db, actor, 'subscriber.import', subject, { ...detail, ...attested });
}
