import { createServer, type Socket } from 'node:net';

/** A letter that the server took, as its text came. */
export type Taken = { from: string; to: string; raw: string };

type Options = {
	/** `closes`: hangs up instead of greeting; `refuses`: greets with 554. */
	greeting?: 'welcomes' | 'closes' | 'refuses';
	/** Asks for a name and a password, and takes none. */
	refusesAuth?: boolean;
	/** Milliseconds before each answer to a `lent…` recipient. */
	slowness?: number;
};

export type HostileOffice = {
	url: string;
	taken: Taken[];
	/** How often each address was asked for, by RCPT. */
	asked: Map<string, number>;
	/** How many connections were opened. */
	connections(): number;
	close(): Promise<void>;
};

/**
 * A real SMTP server, whose manners depend on the recipient's local part:
 * `inconnu…` 550 5.1.1 at RCPT · `plein…` 452 4.2.2 · `deborde…` 552 5.2.2 · `bloque…` 550 5.7.1 · `grisN…` 450 4.7.1 the first
 * N times · `muet…` never answers RCPT · `ferme…` 421 and hangs up · `sourd…` takes the text and never answers · `coupe…` takes
 * the text and hangs up without a word · `refuse…` 554 after the text · `lent…` slowly · anybody else is served.
 */
export async function openHostileOffice({ greeting = 'welcomes', refusesAuth = false, slowness = 200 }: Options = {}) {
	const taken: Taken[] = [];
	const asked = new Map<string, number>();
	const sockets = new Set<Socket>();
	let connections = 0;
	const server = createServer((socket) => {
		connections += 1;
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => {});
		if (greeting === 'closes') return void socket.destroy();
		if (greeting === 'refuses') return void socket.end('554 5.7.1 No SMTP service for you\r\n');
		converse(socket, { taken, asked, refusesAuth, slowness });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	const login = refusesAuth ? 'quelqu-un:secret@' : '';
	const office: HostileOffice = {
		url: `smtp://${login}127.0.0.1:${port}`,
		...{ taken, asked },
		connections: () => connections,
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			})
	};
	return office;
}

type House = { taken: Taken[]; asked: Map<string, number>; refusesAuth: boolean; slowness: number };

/** One conversation: commands are answered in the order in which they came, pipelined or not. */
function converse(socket: Socket, house: House): void {
	let held = '';
	let letter: Taken = { from: '', to: '', raw: '' };
	let isData = false;
	let queue = Promise.resolve();
	const say = (text: string) => socket.writable && socket.write(`${text}\r\n`);
	const step = async (line: string) => {
		const verb = line.slice(0, 4).toUpperCase();
		const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
		if (verb === 'EHLO' || verb === 'HELO')
			return say(
				`250-hostile.test\r\n250-PIPELINING\r\n${house.refusesAuth ? '250-AUTH PLAIN LOGIN\r\n' : ''}250 8BITMIME`
			);
		if (verb === 'AUTH') return say('535 5.7.8 Authentication failed');
		if (verb === 'MAIL') return ((letter = { from: address, to: '', raw: '' }), say('250 2.1.0 Ok'));
		if (verb === 'RCPT') return recipient(address);
		if (verb === 'DATA') {
			if (!letter.to) return say('503 5.5.1 No valid recipients');
			isData = true;
			return say('354 Go ahead');
		}
		if (verb === 'QUIT') return (say('221 2.0.0 Bye'), socket.end());
		return say('250 2.0.0 Ok');
	};
	const recipient = async (address: string) => {
		const times = (house.asked.get(address) ?? 0) + 1;
		house.asked.set(address, times);
		const manner = mannerOf(address);
		if (manner === 'muet') return new Promise<void>(() => {});
		if (manner === 'lent') await pause(house.slowness);
		if (manner === 'ferme') return (say('421 4.3.2 Service shutting down'), socket.end());
		const refusal = manner === 'gris' ? greylisted(address, times) : refusals[manner];
		if (refusal) return say(refusal);
		letter.to = address;
		return say('250 2.1.5 Ok');
	};
	const text = async (raw: string) => {
		isData = false;
		const manner = mannerOf(letter.to);
		if (manner === 'sourd') return new Promise<void>(() => {});
		if (manner === 'coupe') return void socket.destroy();
		if (manner === 'refuse') return say('554 5.6.0 Message refused');
		if (manner === 'lent') await pause(house.slowness);
		house.taken.push({ ...letter, raw });
		letter = { from: '', to: '', raw: '' };
		return say('250 2.0.0 Ok: queued as HOSTILE');
	};
	const feed = async (): Promise<void> => {
		for (;;) {
			const end = isData ? (held.startsWith('.\r\n') ? 0 : held.indexOf('\r\n.\r\n')) : held.indexOf('\r\n');
			if (end < 0) return;
			const piece = held.slice(0, end);
			const wasData = isData;
			held = held.slice(end + (wasData ? (end === 0 && held.startsWith('.\r\n') ? 3 : 5) : 2));
			await (wasData ? text(piece) : step(piece));
		}
	};
	socket.setEncoding('latin1');
	socket.on('data', (chunk: string) => {
		held += chunk;
		queue = queue.then(feed);
	});
	say('220 hostile.test ESMTP');
}

const manners = [
	'inconnu',
	'plein',
	'deborde',
	'bloque',
	'gris',
	'muet',
	'ferme',
	'sourd',
	'coupe',
	'refuse',
	'lent'
] as const;
type Manner = (typeof manners)[number] | 'sert';

const mannerOf = (address: string): Manner => manners.find((manner) => address.startsWith(manner)) ?? 'sert';

const refusals: Partial<Record<Manner, string>> = {
	inconnu: '550 5.1.1 User unknown',
	plein: '452 4.2.2 Mailbox full',
	deborde: '552 5.2.2 Mailbox full',
	bloque: '550 5.7.1 Message blocked: sender reputation'
};

const greylisted = (address: string, times: number): string | undefined =>
	times <= Number(/^gris(\d+)/.exec(address)?.[1] ?? 1) ? '450 4.7.1 Greylisted, try again later' : undefined;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
