import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { Conflict, Forbidden } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import { senderSettings, type Settings } from '#platform/config.server.ts';
import { json, type Db } from '#platform/database/index.server.ts';
import { canCheckSender } from './can.ts';
import { openDns, type Dns } from './dns.server.ts';
import { gatherFacts, routeOf } from './facts.server.ts';
import { demandsOf } from './providers.ts';
import { emptyHealth, routeKey, senderHealth } from './queries.server.ts';
import { checksOf, isWatched } from './rules.ts';
import type { SenderHealth } from './sender.ts';

/** Looks at a sender now, because somebody asks. The questions are asked outside any transaction: they take seconds. */
export async function checkSender(
	db: Db,
	actor: Actor,
	structure: Structure,
	settings: Settings
): Promise<SenderHealth> {
	if (!canCheckSender(actor, structure.id)) throw new Forbidden();
	const health = emptyHealth(structure, settings);
	if (!health.address || health.isReserved)
		throw new Conflict(`${structure.name} n’a pas d’adresse d’expédition qui puisse être vérifiée.`);
	await look(db, openDns(settings.dnsServer), structure, settings, health.address);
	await audit(db, actor, 'sender.check', { kind: 'structure', id: structure.id });
	return senderHealth(db, structure, settings);
}

const day = 86_400_000;

/** Looks once a day at every sender that really sends, and at once where its settings changed. Answers how many. */
export async function checkSenders(db: Db, settings: Settings): Promise<number> {
	const dns = openDns(settings.dnsServer);
	let done = 0;
	for (const structure of await listStructures(db)) {
		const health = await senderHealth(db, structure, settings);
		const isFresh = health.checkedAt !== null && Date.parse(now()) - Date.parse(health.checkedAt) < day;
		if (!isWatched(health) || isFresh) continue;
		await look(db, dns, structure, settings, health.address!);
		done += 1;
	}
	return done;
}

async function look(db: Db, dns: Dns, structure: Structure, settings: Settings, address: string): Promise<void> {
	const route = routeOf(address, senderSettings(settings, structure.slug), settings.origin);
	const facts = await gatherFacts(dns, route);
	const checks = checksOf(route, facts);
	const row = {
		...{ route: routeKey(structure, settings), checkedAt: now() },
		result: json({ checks, providers: demandsOf(route, facts, checks) })
	};
	await db
		.insertInto('senderCheck')
		.values({ structureId: structure.id, ...row })
		.onConflict((conflict) => conflict.column('structureId').doUpdateSet(row))
		.execute();
}
