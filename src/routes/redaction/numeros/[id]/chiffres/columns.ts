import { channelLabels, channels } from '#distribution/readership/index.ts';

/** What is counted of an issue, in the order of its cells. */
export const figureColumns = [
	...channels.map((channel) => `Pages lues : ${channelLabels[channel].toLowerCase()}`),
	'Lettres acceptées',
	'Revenues',
	'Désabonnements après'
];
