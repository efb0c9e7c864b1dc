export type Encoding = 'utf-8' | 'windows-1252';

/**
 * The text of a file that comes in pieces, in the encoding that its first accents betray: UTF-8 (with or without its
 * mark), else that of the spreadsheets of Windows. Nothing but the piece at hand is kept.
 */
export class Decoding {
	encoding: Encoding | undefined;
	#decoder: TextDecoder | undefined;
	#kept: Buffer = Buffer.alloc(0);

	/** The text of the next piece; lines end with `\n`, whatever ended them. */
	read(piece: Uint8Array, isLast: boolean): string {
		const bytes = Buffer.concat([this.#kept, piece]);
		this.#kept = Buffer.alloc(0);
		const end = this.#decoder || isLast ? bytes.length : this.#decide(bytes);
		this.#kept = bytes.subarray(end);
		const ready = bytes.subarray(0, end);
		if (!this.#decoder && isLast) this.#open(ready);
		const text = this.#decoder ? this.#decoder.decode(ready, { stream: !isLast }) : ready.toString('latin1');
		return this.#lines(text, isLast);
	}

	/** Looks at the first accent. Until there is one, how many bytes can be read as they are. */
	#decide(bytes: Buffer): number {
		const first = bytes.findIndex((byte) => byte > 0x7f);
		if (first === -1) return bytes.length;
		// The longest sign of UTF-8 has four bytes: with fewer, the next piece tells.
		if (bytes.length - first < 4) return first;
		this.#open(bytes);
		return bytes.length;
	}

	#open(bytes: Buffer): void {
		this.encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
		this.#decoder = new TextDecoder(this.encoding);
	}

	#hanging = '';

	#lines(text: string, isLast: boolean): string {
		const whole = this.#hanging + text;
		const isOpen = !isLast && whole.endsWith('\r');
		this.#hanging = isOpen ? '\r' : '';
		return (isOpen ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n');
	}
}

/** Whether bytes are UTF-8, but for a sign that the next piece may end. */
function isUtf8(bytes: Buffer): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}
