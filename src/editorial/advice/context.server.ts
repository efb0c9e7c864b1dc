import type { ArticleDraft } from '#editorial/articles/index.ts';
import { mediaIn, type Content } from '#editorial/content/index.ts';
import { listTerms } from '#editorial/lexicon/index.server.ts';
import { listElectionPeriods } from '#foundation/elections/index.server.ts';
import { loadMedia } from '#foundation/media/index.server.ts';
import { listRemits } from '#foundation/sections/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import { dayOf, type Day } from '#kernel/dates.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Advice, AdviceContext } from './advice.ts';
import { advise } from './advise.ts';

/** What a writer's screen needs to advise while he types: nothing of it depends on the words. */
export async function loadAdviceData(db: Db) {
	return {
		lexicon: await listTerms(db),
		elections: await listElectionPeriods(db),
		remits: await listRemits(db),
		day: dayOf(now())
	};
}

/** What `loadAdviceData` gives. */
export type AdviceData = Awaited<ReturnType<typeof loadAdviceData>>;

/** Everything that the rules say of a draft meant to appear on `day` (today unless said), what blocks first. */
export async function findAdvice(db: Db, draft: ArticleDraft, day: Day = dayOf(now())): Promise<Advice[]> {
	const { content, kind, reach, voices, audience } = draft;
	const context: AdviceContext = {
		...{ kind, reach, voices, audience, day },
		lexicon: await listTerms(db),
		elections: await listElectionPeriods(db, { structures: voices }),
		media: await loadMedia(db, picturesOf(content)),
		structures: await listStructures(db)
	};
	return advise(content, context);
}

/** What stops a draft from being published, with why. Nothing of the lexicon or of a period ever does. */
export async function findBlocking(db: Db, draft: ArticleDraft): Promise<Advice[]> {
	return (await findAdvice(db, draft)).filter(({ level }) => level === 'blocks');
}

/** Every picture and file that the words show, covers included. */
function picturesOf({ body, cover, variants }: Content): string[] {
	const covers = [cover, ...Object.values(variants).map((variant) => variant.cover)];
	return [...mediaIn(body.content), ...covers.flatMap((use) => use?.media ?? [])];
}
