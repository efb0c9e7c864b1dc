import type { Media } from '#foundation/media/index.ts';
import { reachAllows } from '#kernel/reach.ts';
import type { ChannelContext, Warning } from '../channel.ts';
import type { File } from '../document.ts';

/** A file of the library as a link says it: what it is, its type and its weight. */
export type ShownFile = { media: Media; label: string; details: string };

/** What a file block shows; undefined, with a warning, when the file is gone or may not travel that far. */
export function showFile({ attrs }: File, context: ChannelContext, warnings: Warning[]): ShownFile | undefined {
	const media = context.media.get(attrs.media);
	if (!media) {
		warnings.push({ code: 'media-missing', message: 'Un fichier n’est plus dans la médiathèque : il n’apparaît pas.' });
		return undefined;
	}
	if (!reachAllows(media.reach, context.reach)) {
		const message = `Le fichier « ${media.name} » n’est pas diffusable à ce public : il n’apparaît pas.`;
		warnings.push({ code: 'media-missing', message });
		return undefined;
	}
	const label = attrs.label || media.name.replace(/\.[a-z0-9]{1,5}$/i, '');
	return { media, label, details: `${typeName(media)}, ${weight(media.bytes)}` };
}

/** "PDF", "ODT": what the name or the type says. */
function typeName({ name, mime }: Media): string {
	const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
	return (extension ?? mime.split('/').at(-1) ?? 'fichier').toUpperCase();
}

const units = ['octets', 'ko', 'Mo', 'Go'];

/** "1,2 Mo": thousands of bytes as French readers and their file managers write them. */
export function weight(bytes: number): string {
	let value = bytes;
	let unit = 0;
	while (value >= 1000 && unit < units.length - 1) {
		value /= 1000;
		unit += 1;
	}
	const digits = unit > 0 && value < 10 ? 1 : 0;
	return `${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: digits }).format(value)}\u00a0${units[unit]}`;
}
