import type { ElectionPeriod } from '#foundation/elections/index.ts';
import { plainDay, type Day } from '#kernel/dates.ts';
import { daysBetween } from '#kernel/days.ts';
import type { Issue } from '../publication.ts';
import { placing, type Finding } from './finding.ts';

/** The earlier issues of a title, newest first, and what its templates date from. */
export type Series = {
	period: ElectionPeriod;
	past: Pick<Issue, 'date' | 'blocks'>[];
	/** When a template of one of its structures last changed; null when none was overridden. */
	templatesOn: Day | null;
};

/** How much oftener, or longer, than before is no longer the same series. */
const tolerance = 0.75;

/**
 * In a pre-election period the judge compares with the series: age, regularity, look (article L. 52-1 of the code
 * électoral; C37). What is new asks for a reason. Pure.
 */
export function ofSeries(issue: Issue, { period, past, templatesOn }: Series): Finding[] {
	const at = placing(issue);
	const since = `depuis le ${plainDay(period.startOn)} (${period.title})`;
	const say = (code: string, message: string) =>
		at.onIssue({ level: 'warns', code, message: `${message}, ${since} : dites pourquoi.` });
	const found: Finding[] = [];
	if (!past.some(({ date }) => date < period.startOn)) found.push(say('series-new', 'Ce titre est nouveau'));
	const gaps = past.slice(0, -1).map(({ date }, index) => daysBetween(past[index + 1]!.date, date));
	const usual = median(gaps.slice(0, 8));
	const gap = past[0] ? daysBetween(past[0].date, issue.date) : 0;
	if (usual > 0 && gap < usual * tolerance && !issue.isSpecial)
		found.push(
			say('series-frequency', `Ce numéro paraît ${gap} jours après le précédent, au lieu de ${usual} d’ordinaire`)
		);
	if (issue.isSpecial) found.push(say('series-frequency', 'Ce numéro hors-série s’ajoute à la série'));
	const lengths = past.slice(0, 8).map(({ blocks }) => articles(blocks));
	const length = median(lengths);
	if (length > 0 && articles(issue.blocks) > length / tolerance)
		found.push(
			say('series-size', `Ce numéro compte ${articles(issue.blocks)} articles, au lieu de ${length} d’ordinaire`)
		);
	if (templatesOn !== null && templatesOn >= period.startOn)
		found.push(say('series-template', `Le modèle de la lettre a changé le ${plainDay(templatesOn)}`));
	return found;
}

const articles = (blocks: Issue['blocks']): number => blocks.filter(({ kind }) => kind === 'article').length;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
