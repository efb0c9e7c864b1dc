import { demoPassword, isDemoAccount, fullName } from '#foundation/accounts/index.ts';
import { firstAdminToken, listAgents } from '#foundation/accounts/index.server.ts';
import { listAudit } from '#foundation/audit/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Settings } from '#platform/config.server.ts';
import { migrateToLatest, openDatabase, type Db } from '#platform/database/index.server.ts';
import { fileStore } from '#platform/files.server.ts';
import { migrationsDir } from '#platform/places.server.ts';

/** Brings the database up to date, installs the demo in a new one, and answers what to tell who started the server. */
export async function prepare(settings: Settings): Promise<{ greeting: string[] }> {
	const db = openDatabase(settings.databaseUrl);
	try {
		await migrateToLatest(db, migrationsDir);
		if (settings.demo && (await isDemoWanted(db))) await installDemo(db, settings);
		return { greeting: [...(await demoAccounts(db, settings)), ...(await firstSteps(db, settings))] };
	} finally {
		await db.destroy();
	}
}

/** In a new database, and where an earlier installation of the demo was cut off: it began, and did not end. */
async function isDemoWanted(db: Db): Promise<boolean> {
	const [last] = await listAudit(db, { kind: 'demo', id: 'territory' }, 1);
	return last?.action === 'demo.begin' || (await listStructures(db)).length === 0;
}

/** Loaded only when it is needed: every other start is quicker without it. */
async function installDemo(db: Db, settings: Settings): Promise<void> {
	const [{ seedDemo }, { loadDemoSubscribers }, { progressBar }] = await Promise.all([
		import('#demo/seed.server.ts'),
		import('#demo/subscribers.server.ts'),
		import('#terminal/progress.ts')
	]);
	process.stderr.write('Installation du territoire de démonstration…\n');
	const bar = progressBar(process.stderr.isTTY === true, 'Démonstration');
	const isNew = await seedDemo(db, fileStore(settings.mediaDir), bar.update);
	if (isNew) await loadDemoSubscribers(db, settings.sessionSecret);
	bar.stop();
}

async function demoAccounts(db: Db, settings: Settings): Promise<string[]> {
	if (!settings.demo) return [];
	const accounts = (await listAgents(db)).filter(isDemoAccount);
	if (accounts.length === 0) return [];
	const width = Math.max(...accounts.map(({ email }) => email?.length ?? 0));
	return [
		`Comptes de démonstration (mot de passe : ${demoPassword})`,
		...accounts.map((agent) => `  ${(agent.email ?? '').padEnd(width)}  ${fullName(agent)}, ${agent.jobTitle}`)
	];
}

async function firstSteps(db: Db, settings: Settings): Promise<string[]> {
	const token = await firstAdminToken(db);
	return token
		? [
				'Créez le compte qui administre, avec ce lien qui ne sert qu’une fois (24 h) :',
				`  ${settings.origin}/bienvenue/${token}`
			]
		: [];
}
