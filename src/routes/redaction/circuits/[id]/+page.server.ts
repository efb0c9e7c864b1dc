import { redirect } from '@sveltejs/kit';
import { listSections } from '#foundation/sections/index.server.ts';
import { archiveCircuit, listCircuits, setCircuit } from '#foundation/validation/index.server.ts';
import { canSetCircuit } from '#foundation/validation/index.ts';
import { Forbidden, NotFound } from '#kernel/errors.ts';
import { attempt } from '../../../refusals.ts';
import { kindOptions } from '../kinds.ts';
import type { Actions, PageServerLoad } from './$types';
import { blankCircuit, circuitIn, readCircuit, shownCircuit } from './typed.server.ts';

const isNew = (id: string) => id === 'nouveau';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { actor, db, structures } = locals;
	const mine = structures.filter(({ id }) => canSetCircuit(actor, id));
	if (mine.length === 0) throw new Forbidden('Les circuits sont réglés par l’administration et la direction.');
	const circuit = isNew(params.id) ? undefined : (await listCircuits(db)).find(({ id }) => id === params.id);
	if (!circuit && !isNew(params.id)) throw new NotFound('Ce circuit n’existe plus.');
	const everywhere = canSetCircuit(actor, null) ? [{ value: '', label: 'Toutes les structures' }] : [];
	return {
		isNew: !circuit,
		circuit: circuit ? await shownCircuit(db, circuit) : blankCircuit(mine[0]?.id ?? ''),
		structureOptions: [...everywhere, ...mine.map(({ id, name }) => ({ value: id, label: name }))],
		sectionOptions: (await listSections(db)).map(({ id, name }) => ({ value: id, label: name })),
		kinds: kindOptions.map(({ value, label }) => ({ value, label }))
	};
};

export const actions: Actions = {
	save: async ({ locals: { actor, db }, params, request }) => {
		const circuit = readCircuit(await request.formData());
		const failure = await attempt({ circuit }, async () => {
			const draft = await circuitIn(db, circuit);
			await db
				.transaction()
				.execute((tx) => setCircuit(tx, actor, { ...draft, ...(!isNew(params.id) && { id: params.id }) }));
		});
		return failure ?? redirect(303, '/redaction/circuits?fait=1');
	},
	archive: async ({ locals: { actor, db }, params }) => {
		await db.transaction().execute((tx) => archiveCircuit(tx, actor, params.id));
		redirect(303, '/redaction/circuits?fait=1');
	}
};
