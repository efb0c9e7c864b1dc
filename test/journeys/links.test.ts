import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followLink, type Net, type Reached } from '#platform/reachable.server.ts';

/** The links of a letter, asked of a real server that answers in every way that sites do. */
describe('a link that leads elsewhere', () => {
	let site: Server;
	let origin: string;
	let net: Net;
	beforeAll(async () => {
		site = createServer((request, response) => {
			const answer = (status: number, location?: string) =>
				response.writeHead(status, location ? { location } : {}).end('…');
			const path = request.url ?? '';
			if (path === '/lent') return;
			if (path === '/coupe') return request.socket.destroy();
			if (path === '/demenage') return answer(301, '/vivant');
			if (path === '/mene-nulle-part') return answer(302, '/absent');
			if (path === '/tourne') return answer(302, '/tourne');
			if (path === '/mene-chez-nous') return answer(302, 'http://10.0.0.8/');
			return answer({ '/absent': 404, '/parti': 410, '/en-panne': 503, '/fermé': 403 }[decodeURI(path)] ?? 200);
		});
		await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
		const { port } = site.address() as AddressInfo;
		origin = `http://127.0.0.1:${port}`;
		net = { isOpen: (address) => address === '127.0.0.1', ports: [String(port), ''], timeout: 300 };
	});
	afterAll(() => {
		site.closeAllConnections();
		site.close();
	});

	it.each<[path: string, state: Reached]>([
		['/vivant', 'ok'],
		['/ferm%C3%A9', 'ok'],
		['/absent', 'missing'],
		['/parti', 'missing'],
		['/en-panne', 'silent'],
		['/lent', 'silent'],
		['/coupe', 'silent'],
		['/demenage', 'ok'],
		['/mene-nulle-part', 'missing'],
		['/tourne', 'silent'],
		['/mene-chez-nous', 'refused']
	])('to %s is %s', async (path, state) => {
		expect(await followLink(origin + path, net)).toBe(state);
	});
});
