import { canWriteSomething } from '#editorial/articles/index.ts';
import { listSections } from '#foundation/sections/index.server.ts';
import { charteVersion, conformity, conformityMentions, type Structure } from '#foundation/structures/index.ts';
import { now } from '#platform/clock.ts';
import { logoOf } from './logos.server.ts';
import type { LayoutServerLoad } from './$types';
import { faceOf } from './document.ts';
import { initials, personalMarks } from './personal.ts';

const named = ({ id, slug, name, shortName }: Structure) => ({ id, slug, name, shortName });

/** The reader's name and notices; on a page that others will be given too, the marks that stand for them. */
function personOf({
	actor,
	isShared,
	unreadNotices
}: App.Locals): Record<keyof typeof personalMarks, string> | undefined {
	if (actor.kind !== 'agent') return undefined;
	return isShared
		? personalMarks
		: { name: actor.name, initials: initials(actor.name), notices: unreadNotices > 0 ? String(unreadNotices) : '' };
}

/** What every page repeats: who speaks, who reads, where to go. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { actor, db, reader, settings, structures } = locals;
	const face = faceOf(locals, url);
	return {
		structures: structures.map(named),
		face: face && named(face),
		typeface: face?.identity.typeface ?? ('bricolage' as const),
		logo: face && (await logoOf(db, face)),
		mine: structures.filter(({ id }) => reader?.structures.includes(id)).map(named),
		sections: reader ? (await listSections(db)).map(({ slug, name }) => ({ slug, name })) : [],
		person: personOf(locals),
		canWrite: canWriteSomething(actor),
		charte: `/charte.css?v=${charteVersion(structures)}`,
		mention: conformityMentions[face ? conformity(face.identity.accessibility, now()) : 'none'],
		demoExposed: settings.demoExposed
	};
};
