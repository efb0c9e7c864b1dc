import { issueFigures } from './figures.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => issueFigures(locals, params.id);
