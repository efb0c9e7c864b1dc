import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encode, wrap } from 'nodemailer/lib/qp';
import type { Dkim } from '../config.server.ts';
import { signedHeaders, type MailAddress } from '../mail.server.ts';

/** A message of which only some texts differ from one recipient to another. */
export type SplicedSource = {
	from: MailAddress;
	replyTo: string;
	subject: string;
	text: string;
	html: string;
	/** The same for everybody, by name. */
	headers: Record<string, string>;
	/** Texts that stand for what differs (`{{unsubscribe}}`), in the text and the HTML. */
	holes: string[];
	dkim: Dkim | undefined;
};

/** What one recipient's message has of its own. */
export type Own = {
	to: string;
	/** Without angle brackets. */
	messageId: string;
	/** RFC 5322 §3.3. */
	date: string;
	/** ASCII, folded where they are long. */
	headers: Record<string, string>;
	/** ASCII, in the order of `holes`. */
	fillings: string[];
};

export type SplicedMessage = {
	/** The message of one recipient in pieces, ready to follow DATA: lines that begin with a dot have it doubled. */
	for(own: Own): Buffer[] | Promise<Buffer[]>;
};

type Piece = Buffer | { hole: number };

/**
 * Encodes a message once for all its recipients. Each part is quoted-printable, cut at the holes: a soft line break on both
 * sides keeps any filling from changing the encoding around it, and no line from growing past 76 signs. A signature covers
 * the whole of each message, so with DKIM each is signed.
 */
export async function splice(source: SplicedSource): Promise<SplicedMessage> {
	const { head, boundary } = await shared(source);
	const parts = (['plain', 'html'] as const).flatMap((kind): Piece[] => [
		Buffer.from(
			`--${boundary}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
		),
		...pieces(kind === 'plain' ? source.text : source.html, source.holes),
		Buffer.from('\r\n')
	]);
	const body = joined([Buffer.from(`${head}\r\n`), ...parts, Buffer.from(`--${boundary}--\r\n`)]);
	const stuffed = body.map((piece) => (Buffer.isBuffer(piece) ? stuff(piece) : piece));
	const { dkim } = source;
	if (!dkim) return { for: (own) => filled(stuffed, own, true) };
	const signer = new DKIM({ ...dkim, headerFieldNames: signedHeaders });
	return { for: async (own) => [stuff(await signed(signer, Buffer.concat(filled(body, own, false))))] };
}

/** The header that all recipients share, as nodemailer writes and folds it, and the boundary of its parts. */
async function shared({ from, replyTo, subject, headers }: SplicedSource): Promise<{ head: string; boundary: string }> {
	const mail = { from, replyTo, subject, headers, text: '-', html: '-', messageId: '<x@x.invalid>', date: new Date(0) };
	const built = (await new MailComposer(mail).compile().build()).toString('latin1');
	const lines = built.slice(0, built.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/);
	const head = lines.filter((line) => !/^(message-id|date):/i.test(line)).join('\r\n');
	const boundary = /boundary="?([^"\r\n;]+)/.exec(head)?.[1] ?? '';
	return { head: `${head}\r\n`, boundary };
}

function pieces(text: string, holes: string[]): Piece[] {
	const pattern = new RegExp(`(${holes.map((hole) => hole.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
	return text
		.replace(/\r?\n/g, '\r\n')
		.split(pattern)
		.flatMap((part, index): Piece[] => {
			if (index % 2 === 1) return [{ hole: holes.indexOf(part) }];
			return part ? [Buffer.from(softly(part), 'latin1')] : [];
		});
}

/** A white space at the end of a piece would be taken for one at the end of a line. */
const softly = (part: string): string => wrap(encode(part), 75);

const soft = Buffer.from('=\r\n');

/** Soft breaks around the holes, and neighbours made one. */
function joined(all: Piece[]): Piece[] {
	const result: Piece[] = [];
	for (const piece of all) {
		const last = result.at(-1);
		if (!Buffer.isBuffer(piece)) {
			if (Buffer.isBuffer(last)) result[result.length - 1] = Buffer.concat([last, soft]);
			result.push(piece);
		} else if (Buffer.isBuffer(last)) result[result.length - 1] = Buffer.concat([last, piece]);
		else result.push(last ? Buffer.concat([soft, piece]) : piece);
	}
	return result;
}

/** What all share is not copied: only a few hundred bytes are a recipient's own. */
function filled(all: Piece[], own: Own, isStuffed: boolean): Buffer[] {
	const lines = Object.entries({ To: own.to, 'Message-ID': `<${own.messageId}>`, Date: own.date, ...own.headers });
	const fillings = own.fillings.map((filling) => {
		const bytes = Buffer.from(softly(filling), 'latin1');
		return isStuffed ? stuff(bytes) : bytes;
	});
	const top = Buffer.from(`${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n`, 'latin1');
	return [top, ...all.map((piece) => (Buffer.isBuffer(piece) ? piece : fillings[piece.hole]!))];
}

/** RFC 5321 §4.5.2, for bytes that begin a line. */
function stuff(bytes: Buffer): Buffer {
	const text = bytes.toString('latin1');
	if (!text.startsWith('.') && !text.includes('\n.')) return bytes;
	return Buffer.from(text.replace(/^\./gm, '..'), 'latin1');
}

async function signed(signer: DKIM, message: Buffer): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of signer.sign(message)) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
