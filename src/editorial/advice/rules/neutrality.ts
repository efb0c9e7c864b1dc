import type { Term } from '#editorial/lexicon/index.ts';
import { runningFor, type ElectionPeriod } from '#foundation/elections/index.ts';
import { plainDay } from '#kernel/dates.ts';
import type { Advice, AdviceCode, Passage, Rule, Subject } from '../advice.ts';
import { whereOf } from '../passages.ts';
import { findTerms, indexTerms } from '../words.ts';

/** What runs for those who speak, on the day: the rules below are silent otherwise. */
const periodOf = ({ elections, voices, day }: Subject): ElectionPeriod | undefined =>
	runningFor(elections, voices, day)[0];

const since = ({ startOn, title }: ElectionPeriod) => `depuis le ${plainDay(startOn)} (${title})`;

type Finding = { code: AdviceCode; title: string; detail: (text: string, period: ElectionPeriod) => string };

const promotion: Finding = {
	code: 'promotional',
	title: 'Neutralité : terme de promotion',
	detail: (text, period) =>
		`« ${text} » vante une action : ${since(period)}, l’article L. 52-1 du code électoral interdit la promotion des réalisations et de la gestion.`
};
const executive: Finding = {
	code: 'executive-name',
	title: 'Neutralité : nom ou fonction d’exécutif',
	detail: (text, period) =>
		`« ${text} » : ${since(period)}, mettre en avant qui peut être candidat serait une aide à sa campagne (article L. 52-8 du code électoral) ; nommez plutôt le service.`
};
const promise: Finding = {
	code: 'promise',
	title: 'Neutralité : promesse ou bilan à la première personne',
	detail: (text, period) =>
		`« ${text} » parle au nom de l’équipe : ${since(period)}, dites le fait et la date (article L. 52-1 du code électoral).`
};
const anteriority: Finding = {
	code: 'anteriority',
	title: 'Antériorité : une action nouvelle',
	detail: (text, period) =>
		`« ${text} » : ${since(period)}, le juge regarde si l’action existait avant et garde sa forme (article L. 52-1 du code électoral) ; dites depuis quand.`
};

/** Lexicon of promotion, on every level. "Bilan carbone" and the like are measures, not a balance of one's own. */
export const promotional: Rule = (subject) => fromLexicon(subject, 'promotional', promotion);

export const executiveNames: Rule = (subject) => fromLexicon(subject, 'name', executive);

const measures =
	/^bilans?[\s\u00a0](?:carbone|de[\s\u00a0](?:compétences?|santé|prévention|mandature[\s\u00a0]syndicale)|énergétiques?|thermiques?|hydriques?|sanguins?|social|sociaux|médical|médicaux|auditifs?)/iu;

function fromLexicon(subject: Subject, kind: Term['kind'], finding: Finding): Advice[] {
	const period = periodOf(subject);
	if (!period) return [];
	const index = indexTerms(subject.lexicon.filter((term) => term.kind === kind));
	const found = new Set<string>();
	return subject.passages.flatMap((passage) =>
		findTerms(passage.text, index).flatMap(({ term, start, text }) => {
			if (found.has(term.id) || measures.test(passage.text.slice(start, start + 40))) return [];
			found.add(term.id);
			return [adviceOf(subject, finding, period, passage, start, text)];
		})
	);
}

/** "nous ferons", "nous avons tenu", "notre majorité", "nos engagements tenus". */
const promises =
	/(?<!\p{L})(?:nous[\s\u00a0](?:(?!serons)\p{L}+erons|(?:pourr|devr|tiendr|maintiendr|soutiendr|mettr|rendr|prendr|construir|réduir|garantir|investir|offrir|ouvrir|poursuivr)ons|allons[\s\u00a0]\p{L}+(?:er|ir|re)|avons[\s\u00a0](?:tenu|réalisé|construit|investi|créé|baissé|rénové|fait|obtenu|réussi|transformé|doublé|triplé))|notre[\s\u00a0](?:bilan|majorité|équipe municipale|mandat|programme)|nos[\s\u00a0](?:engagements|promesses|réalisations))(?!\p{L})/giu;

/** The founding gestures of a mandate. */
const newness =
	/(?<!\p{L})(?:inaugur(?:e|é|ée|és|ées|er|era|ation|ations)|pose[\s\u00a0]de[\s\u00a0]la[\s\u00a0]première[\s\u00a0]pierre|première[\s\u00a0]pierre|première[\s\u00a0]édition|pour[\s\u00a0]la[\s\u00a0]première[\s\u00a0]fois|nouveau[\s\u00a0](?:rendez-vous|magazine|journal)|nouvelle[\s\u00a0](?:campagne|publication|infolettre))(?!\p{L})/giu;

/** What is read inside only is not addressed to voters: promises and novelty are looked at further out. */
export const promisesMade: Rule = (subject) =>
	subject.reach === 'internal' ? [] : fromPattern(subject, promises, promise);

export const novelty: Rule = (subject) =>
	subject.reach === 'internal' ? [] : fromPattern(subject, newness, anteriority);

function fromPattern(subject: Subject, pattern: RegExp, finding: Finding): Advice[] {
	const period = periodOf(subject);
	if (!period) return [];
	const found = new Set<string>();
	return subject.passages.flatMap((passage) =>
		[...passage.text.matchAll(pattern)].flatMap(({ 0: text, index }) => {
			if (found.has(text.toLowerCase())) return [];
			found.add(text.toLowerCase());
			return [adviceOf(subject, finding, period, passage, index, text)];
		})
	);
}

const adviceOf = (
	{ passages }: Subject,
	{ code, title, detail }: Finding,
	period: ElectionPeriod,
	passage: Passage,
	start: number,
	text: string
): Advice => ({
	code,
	level: 'advice',
	title,
	detail: detail(text, period),
	where: whereOf(passages, passage, start, text)
});
