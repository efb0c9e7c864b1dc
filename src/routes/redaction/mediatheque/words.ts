/** What is typed beside a picture. */
export type Words = {
	altText: string;
	decorative: boolean;
	caption: string;
	credit: string;
	hasPeople: boolean;
};

export const noWords: Words = { altText: '', decorative: false, caption: '', credit: '', hasPeople: false };

/** As a form sends it. */
export const wordsIn = (form: FormData): Words => ({
	altText: lineOf(form, 'altText'),
	decorative: form.has('decorative'),
	caption: lineOf(form, 'caption'),
	credit: lineOf(form, 'credit'),
	hasPeople: form.has('hasPeople')
});

function lineOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
