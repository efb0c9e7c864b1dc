import { noWords, type Words } from '../words.ts';

/** What is typed beside a picture to add, as a form sends it. */
export type Typed = Words & { focal: string };

export const nothingTyped: Typed = { ...noWords, focal: '50-50' };

/** Where the eye goes, in the words of the form: left-top percentages. */
export const focalPoints: Record<string, string> = {
	'50-50': 'Au centre',
	'50-20': 'En haut',
	'50-80': 'En bas',
	'20-50': 'À gauche',
	'80-50': 'À droite',
	'20-20': 'En haut à gauche',
	'80-20': 'En haut à droite',
	'20-80': 'En bas à gauche',
	'80-80': 'En bas à droite'
};

/** The percentages of one of `focalPoints`; the centre for anything else. */
export function focalOf(key: string): { focalX: number; focalY: number } {
	const [x = 50, y = 50] = (key in focalPoints ? key : '50-50').split('-').map(Number);
	return { focalX: x, focalY: y };
}
