import { spawn, type ChildProcess } from 'node:child_process';
import autocannon from 'autocannon';
import { freePort } from '../support/ports.ts';

/** Pins what is measured to the first core, so that the load has the other to itself. */
export const onFirstCore = process.platform === 'linux' ? ['taskset', '-c', '0'] : [];

const connections = 16;

export type Load = { perSecond: number; p50: number; p99: number; failures: number };

/** Sixteen connections for `seconds`, after a second of warming up. Latencies are in milliseconds. */
export async function load(url: string, cookie: string, seconds: number): Promise<Load> {
	const headers = cookie ? { cookie } : {};
	await autocannon({ url, connections, duration: 1, headers });
	const result = await autocannon({ url, connections, duration: seconds, headers });
	return {
		perSecond: result.requests.average,
		p50: result.latency.p50,
		p99: result.latency.p99,
		failures: result.non2xx + result.errors + result.timeouts
	};
}

const bareServer = `
const { createServer } = require('node:http');
let body = Buffer.alloc(0);
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
	body = Buffer.concat(chunks);
	createServer((_, response) => {
		response.setHeader('content-type', 'text/html');
		response.setHeader('content-length', body.length);
		response.end(body);
	}).listen(Number(process.argv[1]), '127.0.0.1', () => console.log('ready'));
});`;

/** The reference: a bare \`node:http\` server on the same core, answering the same bytes. */
export async function startBare(body: Buffer): Promise<{ url: string; stop(): void }> {
	const port = await freePort();
	const [command, ...args] = [...onFirstCore, process.execPath, '-e', bareServer, String(port)];
	const child: ChildProcess = spawn(command!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin!.end(body);
	await new Promise((resolve) => child.stdout!.once('data', resolve));
	return { url: `http://127.0.0.1:${port}/`, stop: () => child.kill() };
}
