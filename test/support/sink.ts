import { createServer, type Socket } from 'node:net';

/** A mail server that takes everything and counts: how many times each recipient was given a whole message. */
export type Sink = {
	url: string;
	received(): Map<string, number>;
	/** Resolves when so many messages have been taken. */
	reached(messages: number): Promise<void>;
	close(): Promise<void>;
};

/** Speaks just enough SMTP, by hand, to be faster than what it measures. `delay`: milliseconds before the final answer. */
export async function openSink({ delay = 0 }: { delay?: number } = {}): Promise<Sink> {
	const received = new Map<string, number>();
	let total = 0;
	let waiting: { messages: number; resolve: () => void }[] = [];
	const sockets = new Set<Socket>();
	const take = (to: string) => {
		received.set(to, (received.get(to) ?? 0) + 1);
		total += 1;
		for (const { messages, resolve } of waiting) if (total >= messages) resolve();
		waiting = waiting.filter(({ messages }) => total < messages);
	};
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
		socket.write('220 sink ESMTP\r\n');
		let [heard, to, isData] = ['', '', false];
		const answer = (text: string) => void (socket.writable && socket.write(text));
		socket.on('data', (chunk) => {
			heard += chunk.toString('latin1');
			for (;;) {
				if (isData) {
					const end = heard.indexOf('\r\n.\r\n');
					if (end < 0) {
						// Only the end can matter.
						heard = heard.slice(-5);
						return;
					}
					heard = heard.slice(end + 5);
					isData = false;
					take(to);
					if (delay > 0) setTimeout(() => answer('250 2.0.0 taken\r\n'), delay);
					else answer('250 2.0.0 taken\r\n');
					continue;
				}
				const end = heard.indexOf('\r\n');
				if (end < 0) return;
				const line = heard.slice(0, end);
				heard = heard.slice(end + 2);
				const verb = line.slice(0, 4).toUpperCase();
				if (verb === 'EHLO') answer('250-sink\r\n250 PIPELINING\r\n');
				else if (verb === 'RCPT') {
					to = /<([^>]+)>/.exec(line)?.[1] ?? '';
					answer('250 2.1.5 ok\r\n');
				} else if (verb === 'DATA') {
					isData = true;
					answer('354 go\r\n');
				} else if (verb === 'QUIT') {
					answer('221 bye\r\n');
					socket.end();
				} else answer('250 2.0.0 ok\r\n');
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	return {
		url: `smtp://127.0.0.1:${port}`,
		received: () => received,
		reached: (messages) =>
			total >= messages ? Promise.resolve() : new Promise((resolve) => waiting.push({ messages, resolve })),
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			})
	};
}
