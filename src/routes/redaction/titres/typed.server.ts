import { rhythmLabels, type PublicationDraft, type PublicationSettings } from '#editions/publications/index.ts';
import { findAgent } from '#foundation/accounts/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Reach } from '#kernel/reach.ts';
import type { Db } from '#platform/database/index.server.ts';
import { textOf } from '../../refusals.ts';

/** What the form of a title holds, as it was typed: kept whole, so that nothing is lost when something is refused. */
export function typedIn(form: FormData) {
	const many = (name: string) => form.getAll(name).map(String);
	const text = (name: string) => textOf(form, name).trim();
	const [groups, signs, writers] = [many('tribuneGroup'), many('tribuneSigns'), many('tribuneWriters')];
	return {
		...{ title: text('title'), kind: text('kind'), tagline: text('tagline'), cadence: text('cadence') },
		...{ reach: text('reach'), ownerId: text('ownerId'), voices: many('voices'), isService: form.has('isService') },
		...{ headings: text('headings'), every: text('every'), weekday: text('weekday'), hour: text('hour') },
		lists: many('lists'),
		imprint: {
			...{ director: text('director'), editors: text('editors'), printer: text('printer') },
			...{ issn: text('issn'), legalDeposit: text('legalDeposit'), printRun: text('printRun') }
		},
		tribunes: groups.map((group, at) => ({ group, signs: signs[at] ?? '', writers: writers[at] ?? '' }))
	};
}

export type TypedTitle = ReturnType<typeof typedIn>;

/** The same as the draft of a title. Throws `Invalid` for an address of a writer that is nobody's. */
export async function draftOf(db: Db, typed: TypedTitle): Promise<PublicationDraft> {
	const { title, kind, tagline, cadence, reach, ownerId, voices, isService } = typed;
	return {
		...{ title, tagline, cadence, ownerId, voices, isService },
		...{ kind: kind as PublicationDraft['kind'], reach: reach as Reach },
		settings: {
			headings: linesOf(typed.headings),
			rhythm: typed.every in rhythmLabels ? rhythmOf(typed) : null,
			lists: typed.lists.map((list) => {
				const [structureId = '', serviceId, site] = list.split('|');
				return { structureId, serviceId: serviceId || null, site: site || null };
			}),
			imprint: typed.imprint,
			tribunes: await tribunesOf(db, typed)
		}
	};
}

const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

const rhythmOf = ({ every, weekday, hour }: TypedTitle): PublicationSettings['rhythm'] => ({
	...{ every: every as NonNullable<PublicationSettings['rhythm']>['every'] },
	...{ weekday: Number(weekday), hour: Number(hour) }
});

async function tribunesOf(db: Db, { tribunes }: TypedTitle): Promise<PublicationSettings['tribunes']> {
	const found: PublicationSettings['tribunes'] = [];
	for (const { group, signs, writers } of tribunes.filter((each) => each.group.trim())) {
		const ids: string[] = [];
		for (const address of writers.split(/[\s,;]+/).filter(Boolean)) {
			const agent = await findAgent(db, address);
			const message = `« ${address} » n’est l’adresse d’aucun agent.`;
			if (!agent) throw new Invalid(message, { tribunes: message });
			ids.push(agent.id);
		}
		found.push({ group: group.trim(), signs: Number(signs) || 2000, writers: ids });
	}
	return found;
}
