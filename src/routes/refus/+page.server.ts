import { Forbidden } from '#kernel/errors.ts';
import type { PageServerLoad } from './$types';

/** Shown in place of a page that is not for who asks: the page of errors, with the masthead. */
export const load: PageServerLoad = () => {
	throw new Forbidden('Cette page n’est pas ouverte à votre compte.');
};
