import { ask, readForm } from '../asking.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readForm(event);

export const actions: Actions = { default: (event) => ask(event) };
