import { plainText } from './channel.ts';
import { plainBlocks } from './form.ts';
import type { ChannelText, ChannelTextName, Content, Variant } from './rendition.ts';

/** Signs that each support takes. A sign is what a reader sees as one (a grapheme): an accent or an emoji counts once. */
export const channelTextLimits: Record<ChannelTextName, number> = { short: 160, social: 300 };

export const channelTextLabels: Record<ChannelTextName, string> = {
	short: 'Texte court',
	social: 'Texte pour les réseaux sociaux'
};

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const sentences = new Intl.Segmenter('fr', { granularity: 'sentence' });

/** How many signs somebody reads, whatever their code takes: "é" and "👩‍🚒" are one each. */
export function signsOf(text: string): number {
	let count = 0;
	for (const _sign of graphemes.segment(text)) count += 1;
	return count;
}

/**
 * At most `limit` signs: as many whole sentences as fit; when not even the first does, as many words, and "…". Never in
 * the middle of a sign.
 */
export function cutAtSentence(text: string, limit: number): string {
	const plain = text.replace(/[ \t\r\n]+/g, ' ').trim();
	if (signsOf(plain) <= limit) return plain;
	let kept = '';
	for (const { segment } of sentences.segment(plain)) {
		if (signsOf((kept + segment).trimEnd()) > limit) break;
		kept += segment;
	}
	return kept.trim() || cutAtWord(plain, limit);
}

function cutAtWord(plain: string, limit: number): string {
	const head = [...graphemes.segment(plain)].slice(0, limit).map(({ segment }) => segment);
	const space = head.lastIndexOf(' ');
	const words = head.slice(0, space > 0 ? space : limit - 1).join('');
	return `${words.replace(/[\s,;:–-]+$/, '')}…`;
}

/** Where the texts of channels come from: the standfirst, else the first words that are for everybody, else the title. */
function sourceOf(content: Content, variant?: Variant): string {
	const standfirst = (variant?.standfirst || content.standfirst).trim();
	if (standfirst) return standfirst;
	const first = content.body.content.find(
		(block) => block.type === 'paragraph' && !block.attrs?.for && plainText(block.content).trim() !== ''
	);
	const words = first?.type === 'paragraph' ? plainText(first.content).trim() : '';
	return words || variant?.title || content.title;
}

/** What was written for this channel; undefined when it was left to be made from the article. */
export const writtenText = (content: Content, name: ChannelTextName): ChannelText | undefined => {
	const written = content.texts?.[name];
	return written?.text.trim() ? written : undefined;
};

/**
 * What this channel says: the text written for it, else the beginning of the article cut at the end of a sentence.
 * `variant` is that of the structure that speaks. Passages addressed to some are never taken.
 */
export const channelText = (content: Content, name: ChannelTextName, variant?: Variant): string =>
	writtenText(content, name)?.text.trim() ?? cutAtSentence(sourceOf(content, variant), channelTextLimits[name]);

/** Changes whenever the words of the article do: FNV-1a, 32 bits, in base 36. Names a version, proves nothing. */
export function sourceMark(content: Content): string {
	let hash = 0x811c9dc5;
	const words = `${content.title}\n${content.standfirst}\n${plainBlocks(content.body.content)}`;
	for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
	return (hash >>> 0).toString(36);
}

/** Whether the article changed since the text of this channel was written, or was last said to be still right. */
export function isDiverging(content: Content, name: ChannelTextName): boolean {
	const written = writtenText(content, name);
	return written !== undefined && written.basis !== sourceMark(content);
}
