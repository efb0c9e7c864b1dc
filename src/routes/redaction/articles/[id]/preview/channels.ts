/** How the preview can be looked at. */
export const channels = {
	web: 'Page',
	mail: 'Courriel',
	text: 'Texte',
	print: 'Impression',
	social: 'Réseaux'
} as const;

export type Channel = keyof typeof channels;
