import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import type { Day } from '#kernel/dates.ts';
import { isDay } from '#kernel/days.ts';
import { Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/database/index.server.ts';
import {
	writtenMarkers,
	type Marker,
	type MarkerDraft,
	type MarkersImport,
	type WrittenMarkerKind
} from './calendar.ts';
import { canReadCalendar, canWriteMarker } from './can.ts';
import { readIcs } from './ics.ts';

const subjectOf = (id: string) => ({ kind: 'calendarMarker', id });

/** Written and imported marks that touch the days from `first` to `last`, in order. Empty for who has no desk. */
export async function listMarkers(db: Db, actor: Actor, first: Day, last: Day): Promise<Marker[]> {
	if (!canReadCalendar(actor)) return [];
	const rows = await db
		.selectFrom('calendarMarker')
		.selectAll()
		.where('endOn', '>=', first)
		.where('startOn', '<=', last)
		.orderBy('startOn')
		.orderBy('title')
		.execute();
	return rows.map(({ id, kind, structureId, title, startOn, endOn, source }) => ({
		...{ id, kind, structureId, title, startOn, endOn },
		isImported: source !== null
	}));
}

/** Throws `NotFound`, also for who has no desk. */
export async function getMarker(db: Db, actor: Actor, id: string): Promise<Marker> {
	const row = await db.selectFrom('calendarMarker').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row || !canReadCalendar(actor)) throw new NotFound('Ce repère n’existe plus.');
	const { kind, structureId, title, startOn, endOn, source } = row;
	return { id, kind, structureId, title, startOn, endOn, isImported: source !== null };
}

/** Writes a mark down, or changes it when `id` says which. Throws `Invalid` by field. */
export async function writeMarker(tx: Tx, actor: Actor, draft: MarkerDraft, id?: string): Promise<string> {
	const known = id === undefined ? undefined : await getMarker(tx, actor, id);
	if (!canWriteMarker(actor, draft.structureId) || (known && !canWriteMarker(actor, known.structureId)))
		throw new Forbidden();
	const values = checked(draft);
	if (known) {
		await tx.updateTable('calendarMarker').set(values).where('id', '=', known.id).execute();
		await audit(tx, actor, 'calendarMarker.change', subjectOf(known.id), values);
		return known.id;
	}
	const made = newId();
	await insert(tx, actor, { ...values, id: made, source: null });
	await audit(tx, actor, 'calendarMarker.create', subjectOf(made), values);
	return made;
}

export async function removeMarker(tx: Tx, actor: Actor, id: string): Promise<void> {
	const { structureId, title } = await getMarker(tx, actor, id);
	if (!canWriteMarker(actor, structureId)) throw new Forbidden();
	await tx.deleteFrom('calendarMarker').where('id', '=', id).execute();
	await audit(tx, actor, 'calendarMarker.remove', subjectOf(id), { title });
}

type Values = { kind: WrittenMarkerKind; structureId: string | null; title: string; startOn: Day; endOn: Day };

const insert = (tx: Tx, actor: Actor, marker: Values & { id: string; source: string | null }) =>
	tx
		.insertInto('calendarMarker')
		.values({ ...marker, createdBy: actor.kind === 'agent' ? actor.id : null, createdAt: now() })
		.execute();

/** A mark of one day may be given without its end. */
function checked({ kind, structureId, title: typed, startOn, endOn: last }: MarkerDraft): Values {
	const title = typed.trim();
	const endOn = last || startOn;
	const known = writtenMarkers.find((one) => one === kind);
	const faults: Record<string, string> = {};
	if (!known) faults.kind = 'Choisissez une sorte de repère.';
	if (!title) faults.title = 'Donnez un nom à ce repère.';
	else if (title.length > 200) faults.title = 'Ce nom dépasse 200 signes.';
	if (!isDay(startOn)) faults.startOn = 'Donnez un jour, par exemple 17/12/2026.';
	else if (!isDay(endOn)) faults.endOn = 'Donnez un jour, par exemple 18/12/2026.';
	else if (endOn < startOn) faults.endOn = 'La fin vient avant le début.';
	const first = Object.values(faults)[0];
	if (first || !known) throw new Invalid(first ?? '', faults);
	return { kind: known, structureId, title, startOn, endOn };
}

/** Characters of a calendar file: years of meetings fit in it. */
const largest = 2_000_000;

/**
 * Reads a calendar file into marks of one kind and one structure (null: of all). Reading the same file again changes
 * nothing; an event that was moved or renamed moves its mark. What the file does not hold any more is left as it is.
 */
export async function importMarkers(
	tx: Tx,
	actor: Actor,
	{ text, kind, structureId }: { text: string; kind: string; structureId: string | null }
): Promise<MarkersImport> {
	if (!canWriteMarker(actor, structureId)) throw new Forbidden();
	const { events, faults } = readEvents(text);
	const report: MarkersImport = { added: 0, changed: 0, unchanged: 0, skipped: faults };
	for (const { uid, title, startOn, endOn, isSeries } of events) {
		const values = checked({ kind, structureId, title, startOn, endOn });
		report[await take(tx, actor, values, `${structureId ?? 'tous'}:${uid}`.slice(0, 500))] += 1;
		if (isSeries) report.skipped.push(`« ${title} » se répète : seule sa première date est reprise.`);
	}
	const { added, changed } = report;
	if (added + changed > 0)
		await audit(tx, actor, 'calendarMarker.import', subjectOf(structureId ?? 'tous'), { added, changed });
	return report;
}

function readEvents(text: string) {
	const refuse = (message: string): never => {
		throw new Invalid(message, { file: message });
	};
	if (text.length > largest) refuse('Ce fichier est trop grand pour un calendrier de séances.');
	const reading = readIcs(text);
	if (reading.events.length === 0)
		refuse(reading.faults[0] ?? 'Ce n’est pas un fichier de calendrier : il commence par « BEGIN:VCALENDAR ».');
	return reading;
}

async function take(tx: Tx, actor: Actor, values: Values, source: string): Promise<'added' | 'changed' | 'unchanged'> {
	const known = await tx.selectFrom('calendarMarker').selectAll().where('source', '=', source).executeTakeFirst();
	if (!known) {
		await insert(tx, actor, { ...values, id: newId(), source });
		return 'added';
	}
	const { title, startOn, endOn } = values;
	if (known.title === title && known.startOn === startOn && known.endOn === endOn) return 'unchanged';
	await tx.updateTable('calendarMarker').set({ title, startOn, endOn }).where('id', '=', known.id).execute();
	return 'changed';
}
