import { DomainError } from '#kernel/errors.ts';
import { readSettings, SettingError } from '#platform/config.server.ts';
import { openDatabase } from '#platform/database/index.server.ts';
import { fileStore } from '#platform/files.server.ts';
import { commands } from '#terminal/commands.ts';
import { UsageError, type Command } from '#terminal/command.ts';

const overview = () => `Usage : npm run unisson -- COMMANDE [OPTIONS]

${Object.entries(commands)
	.map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
	.join('\n')}

Chaque commande a une aide : npm run unisson -- COMMANDE --help
Codes de sortie : 0 fait, 1 le travail a échoué, 2 la demande est mal formée.`;

async function main([name, ...args]: string[]): Promise<number> {
	if (!name || name === '--help' || name === '-h' || name === 'help') {
		console.log(overview());
		return name ? 0 : 2;
	}
	const load = commands[name]?.load;
	if (!load) {
		console.error(`Commande inconnue : « ${name} ».\n\n${overview()}`);
		return 2;
	}
	const command = await load();
	if (args.includes('--help') || args.includes('-h')) {
		console.log(command.help);
		return 0;
	}
	return run(command, args);
}

async function run(command: Command, args: string[]): Promise<number> {
	const settings = readSettings();
	const db = openDatabase(settings.databaseUrl);
	try {
		return await command.run(args, {
			db,
			settings,
			store: fileStore(settings.mediaDir),
			print: (text) => void process.stdout.write(`${text}\n`),
			printError: (text) => void process.stderr.write(`${text}\n`),
			isTTY: process.stderr.isTTY === true
		});
	} catch (error) {
		return explain(error, command);
	} finally {
		await db.destroy();
	}
}

/** A sentence for what was foreseen; the whole error for what was not. */
function explain(error: unknown, command: Command): number {
	const isUsage = error instanceof UsageError || (error as NodeJS.ErrnoException)?.code?.startsWith('ERR_PARSE_ARGS');
	if (isUsage) {
		console.error(`${(error as Error).message}\n\n${command.help}`);
		return 2;
	}
	console.error(error instanceof DomainError ? error.message : error);
	return 1;
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof SettingError ? error.message : error);
	process.exitCode = 1;
}
