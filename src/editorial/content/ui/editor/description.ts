import type { Description } from '#foundation/media/index.ts';

/** What is said of a picture before anything is said. */
export const nothingSaid = (altText: string): Description => ({
	altText,
	decorative: false,
	caption: '',
	credit: '',
	focalX: 50,
	focalY: 50,
	hasPeople: false
});
