import { listTribunes } from '#editions/publications/index.server.ts';
import type { PageServerLoad } from './$types';

/** The columns that wait for me, or that my group deposited. */
export const load: PageServerLoad = async ({ locals: { actor, db } }) => ({ tribunes: await listTribunes(db, actor) });
