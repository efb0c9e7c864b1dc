import type { Agent } from '#foundation/accounts/index.ts';
import type { NoticeMail } from '#foundation/notices/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Step, Validation } from '#foundation/validation/index.ts';
import { clockTime, dayOf, shortDay, type Instant } from '#kernel/dates.ts';
import { enumerate, typeset, withArticle } from '#kernel/text.ts';

/** What a request for a decision is written from. */
export type DecisionRequest = {
	validation: Validation;
	step: Step;
	/** For which the person decides. */
	structure: Structure;
	/** All that the text speaks for. */
	voices: Structure[];
	/** What this structure says; absent when the text is no more. */
	said: { title: string; standfirst: string } | undefined;
	asker: Pick<Agent, 'email' | 'jobTitle'> | null;
	agentId: string;
	to: string;
	notices: string[];
	isReminder: boolean;
	at: Instant;
	/** The page where it is confirmed, which takes `&geste=` more. */
	link: string;
};

/** A request for a decision, as a mail: who asks, what, until when, and two ways to the same page. Pure. */
export function decisionMail(request: DecisionRequest): NoticeMail {
	const { structure, voices, link, to, asker, notices } = request;
	const words = wordsOf(request);
	const ask = { ...words, open: link, approve: `${link}&geste=valider`, return: `${link}&geste=renvoyer` };
	return {
		...{ to, structure, voices, template: 'decision', data: { ask } },
		replyTo: asker?.email ?? '',
		subject: `${words.word}${words.due && ` ${words.due}`}\u00a0: ${words.title}`,
		preheader: [words.who, words.standfirst].filter(Boolean).join(' '),
		reason: `Vous recevez ce message parce que vous validez ce que dit ${withArticle(structure.name)}.`,
		text: textOf(words, link),
		id: `decision.${notices[0]}`
	};
}

type Words = Record<'word' | 'title' | 'standfirst' | 'who' | 'step' | 'due' | 'late' | 'note' | 'until', string>;

function wordsOf({ validation, step, structure, voices, said, asker, ...request }: DecisionRequest): Words {
	const { agentId, at, isReminder } = request;
	const isSubstitute = agentId === step.substituteId && step.substitutedAt !== null;
	const isLate = step.dueAt !== null && step.dueAt <= at;
	const others = voices.filter(({ id }) => id !== structure.id).map(({ name }) => withArticle(name));
	const by = validation.openedBy?.name ?? 'La rédaction';
	const isIssue = validation.subject.kind === 'issue';
	return {
		word: isReminder ? 'Rappel, à valider' : isSubstitute ? 'À valider en suppléance' : 'À valider',
		title: typeset(said?.title || validation.title),
		standfirst: typeset(said?.standfirst ?? ''),
		who: `${by}${asker?.jobTitle ? `, ${lowerFirst(asker.jobTitle)},` : ''} vous demande de ${isIssue ? 'donner le BAT de ce numéro' : 'valider ce texte'} pour ${withArticle(structure.name)}.`,
		step: typeset(`Étape : ${step.label}${isLate ? '.' : ','}`),
		due: step.dueAt && !isLate ? `avant ${moment(step.dueAt)}` : '',
		late: typeset(isLate && step.dueAt ? lateWords(step, agentId, isSubstitute) : ''),
		note: typeset(
			others.length > 0
				? `${isIssue ? 'Ce numéro' : 'Ce texte'} parle aussi pour ${enumerate(others)} : chaque structure décide du sien.`
				: ''
		),
		until: `${shortDay(expiry(at))}, ${clockTime(expiry(at))}`
	};
}

const expiry = (at: Instant): Instant => new Date(Date.parse(at) + 7 * 86_400_000).toISOString();
const moment = (at: Instant): string => `${shortDay(dayOf(at))}, ${clockTime(at)}`;
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function lateWords({ people, dueAt }: Step, agentId: string, isSubstitute: boolean): string {
	const since = `Le délai est passé depuis ${moment(dueAt!)}`;
	if (!isSubstitute) return `${since}.`;
	const names = people.filter(({ id }) => id !== agentId).map(({ name }) => name);
	if (names.length === 0) return `${since} : la décision vous revient en suppléance.`;
	const silent = `${enumerate(names)} ${names.length > 1 ? 'n’ont' : 'n’a'} pas répondu`;
	return `${since}, et ${silent} : vous pouvez décider en suppléance.`;
}

const textOf = ({ word, title, standfirst, who, step, due, late, note, until }: Words, link: string): string =>
	[
		`${word.toUpperCase()}`,
		`${title}\n${'='.repeat(Math.min(title.length, 72))}`,
		standfirst,
		late,
		who,
		due ? `${step} ${due}.` : step,
		note,
		`Lire le texte, valider ou renvoyer :\n${link}`,
		`Ouvrir cette page ne décide de rien : la décision s’y confirme. Le lien vous est personnel, ne sert qu’une fois, jusqu’au ${until}. Ne transférez pas ce message.`
	]
		.filter(Boolean)
		.join('\n\n');
