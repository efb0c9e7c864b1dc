import type { ArticleWeight, Remark } from '#editions/publications/index.ts';

/** What a voice weighs, and how many things keep its letter back. */
export type Weight = { structureId: string; bytes: number; errors: number };

/** A letter as the preview shows it. */
export type ShownLetter = {
	structureId: string;
	subject: string;
	preheader: string;
	html: string;
	text: string;
	bytes: number;
	errors: Remark[];
	warnings: Remark[];
	articles: ArticleWeight[];
};

export type Channel = 'mail' | 'text' | 'page' | 'paper';

export const channelLabels: Record<Channel, string> = {
	mail: 'Courriel',
	text: 'Texte',
	page: 'Page web',
	paper: 'Papier'
};
