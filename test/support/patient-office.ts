import { SMTPServer } from 'smtp-server';

/** A real SMTP server that one can make wait, and that loses its line after the text of some letters. */
export type PatientOffice = {
	url: string;
	/** What each address was given and the server took, raw. */
	received: Map<string, Buffer[]>;
	/** Takes this many letters, then leaves the next ones without an answer until `open`. */
	holdAfter(letters: number): void;
	open(): void;
	close(): Promise<void>;
};

/** `doubtful`: addresses whose first letter is read to its end, and answered by silence. */
export async function openPatientOffice(doubtful: string[] = []): Promise<PatientOffice> {
	const received = new Map<string, Buffer[]>();
	const silences = new Set(doubtful);
	let [taken, most] = [0, Number.POSITIVE_INFINITY];
	let waiting: (() => void)[] = [];
	const turn = () => (taken < most ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)));
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', async () => {
				const to = session.envelope.rcptTo[0]?.address ?? '';
				if (silences.delete(to)) return hangUp(server, session.id);
				await turn();
				taken += 1;
				received.set(to, [...(received.get(to) ?? []), Buffer.concat(chunks)]);
				done();
			});
		}
	});
	server.on('error', () => {});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as { port: number };
	const open = () => {
		most = Number.POSITIVE_INFINITY;
		for (const resolve of waiting) resolve();
		waiting = [];
	};
	return {
		...{ url: `smtp://127.0.0.1:${port}`, received, open },
		holdAfter: (letters) => void (most = letters),
		close: () => (open(), new Promise((resolve) => server.close(() => resolve())))
	};
}

/** The line of one session is cut: whoever was sending cannot know what became of the letter. */
function hangUp(server: SMTPServer, id: string): void {
	const { connections } = server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> };
	for (const connection of connections) if (connection.id === id) connection._socket.destroy();
}
