import type { Node } from '@tiptap/pm/model';
import type { Pasted } from './desk.ts';

/** The pictures that came inside a pasted text: each waits in the text, under its id, to be described and sent. */
export class PastedPictures {
	private readonly waiting = new Map<string, Pasted>();
	private shown: Pasted | undefined;

	add(pictures: Pasted[]): void {
		for (const picture of pictures) this.waiting.set(picture.id, picture);
	}

	/** What to show of a picture that waits. */
	src(id: string): string | undefined {
		return this.waiting.get(id)?.src ?? (this.shown?.id === id ? this.shown.src : undefined);
	}

	/** The first one to describe; those whose place was deleted meanwhile are forgotten. */
	next(doc: Node): Pasted | undefined {
		for (const picture of this.waiting.values()) {
			this.waiting.delete(picture.id);
			if (!holds(doc, picture.id)) continue;
			this.shown = picture;
			return picture;
		}
		return undefined;
	}
}

function holds(doc: Node, media: string): boolean {
	let isThere = false;
	doc.descendants((node) => {
		if (node.type.name === 'image' && node.attrs.media === media) isThere = true;
		return !isThere;
	});
	return isThere;
}

/** The bytes of a `data:` address, as a file to send. */
export function fileOf(src: string): File {
	const [head = '', body = ''] = src.split(',', 2);
	const type = /^data:([^;,]+)/.exec(head)?.[1] ?? 'image/png';
	const signs = /;base64/i.test(head) ? atob(body) : decodeURIComponent(body);
	const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
	return new File([bytes], `image-collee.${type.split('/')[1]}`, { type });
}
