import { flushViews } from '#distribution/readership/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { readSettings, type Settings } from '#platform/config.server.ts';
import { openDatabase, type Db } from '#platform/database/index.server.ts';
import { fileStore, type MediaStore } from '#platform/files.server.ts';
import { handover } from '#platform/handover.server.ts';
import { startMetrics } from '#platform/metrics.server.ts';

/** What every request is given. */
export type House = { db: Db; settings: Settings; store: MediaStore; structures(): Promise<Structure[]> };

let open: House | undefined;

/** Opens the database at the first request, once: `vite build` imports this file and must open nothing. */
export function house(): House {
	return (open ??= enter());
}

function enter(): House {
	const settings = handover.settings ?? readSettings();
	const db = openDatabase(settings.databaseUrl);
	handover.closing.add(async () => {
		open = undefined;
		await flushViews(db);
		await db.destroy();
	});
	startMetrics();
	return { db, settings, store: fileStore(settings.mediaDir), structures: remembered(() => listStructures(db)) };
}

const freshFor = 2_000;

/** Structures are read for every page and change a few times a year: they are asked for again every two seconds. */
function remembered<T>(read: () => Promise<T>): () => Promise<T> {
	let kept: { value: Promise<T>; until: number } | undefined;
	return () => {
		if (kept && performance.now() < kept.until) return kept.value;
		const value = read();
		kept = { value, until: performance.now() + freshFor };
		value.catch(() => (kept = undefined));
		return value;
	};
}
