/**
 * The server: `node src/server.ts` after `vite build`. Brings the database up to date, installs the demo in a new one,
 * then gives requests to the built pages.
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import { readSettings, SettingError, type Settings } from '#platform/config.server.ts';
import { handover } from '#platform/handover.server.ts';
import { log } from '#platform/log.server.ts';
import { buildDir } from '#platform/places.server.ts';
import { prepare } from './prepare.server.ts';
import { isFramed, securityHeaders } from './routes/headers.ts';

export type RunningServer = {
	/** Where to point a browser on this machine, without a final slash. */
	address: string;
	port: number;
	/** What to tell the person who started it. */
	greeting: string[];
	/** Lets requests under way end (ten seconds at most), then closes what was opened. */
	stop(): Promise<void>;
};

/** Starts serving. Throws `SettingError` where a sentence is enough to say why it cannot. */
export async function startServer(settings: Settings): Promise<RunningServer> {
	if (!existsSync(join(buildDir, 'handler.js')))
		throw new SettingError('L’application n’est pas construite : lancez d’abord « npm run build ».');
	const { greeting } = await prepare(settings);
	handover.settings = settings;
	const server = createServer(listener(settings, await loadPages(settings)));
	await listen(server, settings);
	handover.begin?.();
	const { port } = server.address() as AddressInfo;
	const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
	const address = `http://${['127.0.0.1', '0.0.0.0', '[::]', '[::1]'].includes(host) ? 'localhost' : host}:${port}`;
	return { address, port, greeting, stop: () => stop(server) };
}

type Pages = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/** How the pages learn over what they were asked: from us only, since a client's own header is taken away. */
const protocolHeader = 'x-unisson-protocol';

/** The adapter reads its settings from the environment when it is imported: ours are put there first. */
async function loadPages(settings: Settings): Promise<Pages> {
	const { env } = process;
	env.BODY_SIZE_LIMIT = '30M';
	if (settings.hasOrigin) env.ORIGIN = settings.origin;
	else {
		delete env.ORIGIN;
		env.PROTOCOL_HEADER = protocolHeader;
	}
	if (settings.trustProxy) env.ADDRESS_HEADER = 'x-forwarded-for';
	const { handler } = await import(pathToFileURL(join(buildDir, 'handler.js')).href);
	return handler as Pages;
}

/** The same headers on files as on pages, compression, and then the pages. */
function listener(settings: Settings, pages: Pages): RequestListener {
	const compress = compression({ threshold: 1024, level: 5 });
	return (req, res) => {
		const protocol = protocolOf(req, settings);
		const framed = { isFramed: isFramed((req.url ?? '').split('?')[0] ?? '') };
		for (const [name, value] of Object.entries(securityHeaders(protocol === 'https', framed)))
			res.setHeader(name, value);
		req.headers[protocolHeader] = protocol;
		vouch(req, settings);
		compress(req as never, res as never, () => pages(req, res, () => res.writeHead(404).end()));
	};
}

/** The public address decides; without one, a proxy that we trust, and otherwise the wire, which is plain. */
function protocolOf({ headers }: IncomingMessage, { hasOrigin, origin, trustProxy }: Settings): 'http' | 'https' {
	if (hasOrigin) return origin.startsWith('https:') ? 'https' : 'http';
	return trustProxy && headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
}

/**
 * SvelteKit refuses forms that come from elsewhere by their `Origin`, which every browser sends. A request with neither
 * `Origin` nor `Sec-Fetch-Site` was made by a program (a mail server's one-click unsubscription of RFC 8058, a script):
 * it carries nobody's cookie by surprise, so it passes as our own.
 */
function vouch(req: IncomingMessage, settings: Settings): void {
	const { headers, method } = req;
	if (method === 'GET' || headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return;
	headers.origin = settings.hasOrigin ? settings.origin : `${protocolOf(req, settings)}://${headers.host}`;
}

function listen(server: Server, { port, host }: Settings): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE')
				return reject(new SettingError(`Le réglage PORT désigne un port déjà pris : ${port}. Choisissez-en un autre.`));
			if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
				return reject(new SettingError(`Le réglage HOST désigne une adresse que cette machine n’a pas : ${host}.`));
			if (error.code === 'EACCES')
				return reject(new SettingError(`Le réglage PORT désigne un port réservé : ${port}. Choisissez-en un autre.`));
			reject(error);
		});
		server.listen(port, host, resolve);
	});
}

const patience = 10_000;

async function stop(server: Server): Promise<void> {
	const hurry = setTimeout(() => server.closeAllConnections(), patience);
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeIdleConnections();
	});
	clearTimeout(hurry);
	for (const close of [...handover.closing]) await close();
	handover.closing.clear();
}

/** Started from the command line: says where it is, and stops cleanly on Ctrl-C. A second Ctrl-C does not wait. */
async function main(): Promise<void> {
	const server = await startServer(readSettings());
	for (const line of ['', `Unisson est prêt : ${server.address}`, ...server.greeting, '']) console.log(line);
	let isStopping = false;
	const leave = async (signal: NodeJS.Signals) => {
		if (isStopping) process.exit(130);
		isStopping = true;
		log.info({ signal }, 'stopping');
		await server.stop();
		process.exit(0);
	};
	process.on('SIGINT', leave);
	process.on('SIGTERM', leave);
}

if (import.meta.main) {
	try {
		await main();
	} catch (error) {
		if (!(error instanceof SettingError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}
