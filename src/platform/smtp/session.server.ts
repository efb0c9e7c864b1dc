import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { connectionOptions } from './url.ts';

/** What became of one message. Only `unknown` leaves a doubt: the server had the text and did not answer. */
export type SmtpOutcome = {
	/**
	 * `accepted` by the server; `refused` for good (5xx); `deferred` (4xx); `lost` before the server had the text, so that it
	 * certainly did not take it; `unknown` when it may have; `withheld` by `beforeData`.
	 */
	state: 'accepted' | 'refused' | 'deferred' | 'lost' | 'unknown' | 'withheld';
	code: number | null;
	/** The server's last words, or ours where it said nothing; at most 300 signs. */
	response: string;
};

export type SmtpMessage = {
	from: string;
	to: string;
	/** The whole message in pieces, lines that begin with a dot doubled (RFC 5321 §4.5.2), without the final dot. */
	bytes(): Buffer[] | Promise<Buffer[]>;
	/** Asked once the recipient is accepted, before the text is given: false keeps the message back. */
	beforeData: Promise<boolean>;
	/** Identifies the message in the server's own reports, where it offers RFC 3461. */
	envelopeId?: string;
};

/** A connection on which messages are sent one after the other. */
export type SmtpSession = {
	send(message: SmtpMessage): Promise<SmtpOutcome>;
	/** Messages given since it was opened. */
	readonly count: number;
	readonly isOpen: boolean;
	close(): void;
};

/** A server that cannot be spoken to. `isRefusal` when it answered, and said no to us (greeting, TLS, authentication). */
export class SmtpUnreachable extends Error {
	readonly isRefusal: boolean;
	constructor(message: string, isRefusal: boolean) {
		super(message);
		this.isRefusal = isRefusal;
	}
}

/** The parts of nodemailer's connection that we go on with once it has greeted, secured and authenticated. */
type Handshake = {
	_socket: Socket;
	_onSocketData: (chunk: Buffer) => void;
	_supportedExtensions: string[];
};

/**
 * Opens a connection: nodemailer does the greeting, TLS, authentication and time-outs; the messages themselves are given by
 * us, MAIL and RCPT together where the server takes them so (RFC 2920). Throws `SmtpUnreachable`.
 */
export async function openSession(url: string): Promise<SmtpSession> {
	const { auth, ...options } = connectionOptions(url);
	const connection = new SMTPConnection(options);
	await new Promise<void>((resolve, reject) => {
		const fail = (error: Error & { code?: string; responseCode?: number }) => {
			connection.close();
			reject(new SmtpUnreachable(error.message, error.code === 'EAUTH' || (error.responseCode ?? 0) >= 500));
		};
		connection.once('error', fail);
		connection.connect((error) => {
			if (error) return fail(error);
			if (!auth) return resolve();
			connection.login(auth, (refused) => (refused ? fail(refused) : resolve()));
		});
	});
	connection.removeAllListeners('error');
	return new Conversation(connection);
}

type Reply = { code: number; text: string };

class Conversation implements SmtpSession {
	count = 0;
	isOpen = true;
	readonly #connection: SMTPConnection;
	readonly #socket: Socket;
	readonly #pipelines: boolean;
	readonly #reports: boolean;
	#waiting: ((reply: Reply | undefined) => void)[] = [];
	#heard = '';
	#lines: string[] = [];
	#fault = 'La connexion s’est fermée.';

	constructor(connection: SMTPConnection) {
		const { _socket, _onSocketData, _supportedExtensions } = connection as unknown as Handshake;
		this.#connection = connection;
		this.#socket = _socket;
		this.#pipelines = _supportedExtensions.includes('PIPELINING');
		this.#reports = _supportedExtensions.includes('DSN');
		_socket.removeListener('data', _onSocketData);
		_socket.on('data', (chunk: Buffer) => this.#hear(chunk));
		connection.on('error', (error) => this.#end(error.message));
		connection.on('end', () => this.#end());
	}

	async send({ from, to, bytes, beforeData, envelopeId }: SmtpMessage): Promise<SmtpOutcome> {
		this.count += 1;
		const [ask, notify] = this.#reports
			? [` RET=HDRS${envelopeId ? ` ENVID=${envelopeId}` : ''}`, ' NOTIFY=FAILURE,DELAY']
			: ['', ''];
		const refusal = await this.#envelope(`MAIL FROM:<${from}>${ask}`, `RCPT TO:<${to}>${notify}`);
		const mayGo = await beforeData;
		if (refusal) return this.#reset(refusal);
		if (!mayGo) return this.#reset({ state: 'withheld', code: null, response: '' });
		const ready = await this.#ask('DATA');
		if (ready?.code !== 354) return outcomeOf(ready, this.#fault);
		const text = await bytes();
		this.#socket.cork();
		for (const piece of text) this.#socket.write(piece);
		this.#socket.write(ending);
		this.#socket.uncork();
		const reply = await this.#reply();
		return reply ? outcomeOf(reply, this.#fault) : { state: 'unknown', code: null, response: this.#fault };
	}

	/** What keeps the message from being given; undefined when the server waits for it. */
	async #envelope(mail: string, rcpt: string): Promise<SmtpOutcome | undefined> {
		if (!this.#pipelines) {
			const first = await this.#ask(mail);
			if (first?.code !== 250) return outcomeOf(first, this.#fault);
			const second = await this.#ask(rcpt);
			return isYes(second) ? undefined : outcomeOf(second, this.#fault);
		}
		if (!this.isOpen) return outcomeOf(undefined, this.#fault);
		this.#socket.write(`${mail}\r\n${rcpt}\r\n`);
		const [first, second] = await Promise.all([this.#reply(), this.#reply()]);
		if (first?.code !== 250) return outcomeOf(first, this.#fault);
		return isYes(second) ? undefined : outcomeOf(second, this.#fault);
	}

	/** Forgets what was begun, so that the next message starts afresh. */
	async #reset(outcome: SmtpOutcome): Promise<SmtpOutcome> {
		if (this.isOpen && outcome.code !== 421) await this.#ask('RSET');
		return outcome;
	}

	#ask(command: string): Promise<Reply | undefined> {
		if (!this.isOpen) return Promise.resolve(undefined);
		this.#socket.write(`${command}\r\n`);
		return this.#reply();
	}

	#reply(): Promise<Reply | undefined> {
		if (!this.isOpen) return Promise.resolve(undefined);
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	#hear(chunk: Buffer): void {
		const lines = (this.#heard + chunk.toString('latin1')).split('\n');
		this.#heard = lines.pop() ?? '';
		if (this.#heard.length > 10_000) return this.close();
		for (const line of lines) {
			this.#lines.push(line.trimEnd());
			if (/^\d{3}-/.test(line)) continue;
			const text = this.#lines.join(' ');
			this.#lines = [];
			const reply = { code: Number(text.slice(0, 3)) || 0, text: text.slice(0, 300) };
			if (reply.code === 421) this.#fault = reply.text;
			this.#waiting.shift()?.(reply);
			if (reply.code === 421) this.close();
		}
	}

	#end(fault?: string): void {
		if (fault) this.#fault = fault.slice(0, 300);
		this.isOpen = false;
		for (const resolve of this.#waiting.splice(0)) resolve(undefined);
	}

	close(): void {
		if (this.isOpen && this.#waiting.length === 0) this.#socket.write('QUIT\r\n');
		this.#end();
		this.#connection.close();
	}
}

const ending = Buffer.from('\r\n.\r\n');

const isYes = (reply: Reply | undefined): boolean => reply !== undefined && reply.code >= 200 && reply.code < 300;

function outcomeOf(reply: Reply | undefined, fault: string): SmtpOutcome {
	if (!reply) return { state: 'lost', code: null, response: fault };
	const { code, text } = reply;
	// RFC 5321 §3.8: the server ends the session, which is nobody's fault.
	if (code === 421) return { state: 'lost', code, response: text };
	if (isYes(reply)) return { state: 'accepted', code, response: text };
	return { state: code >= 500 ? 'refused' : 'deferred', code, response: text };
}
