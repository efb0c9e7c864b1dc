import { parseArgs } from 'node:util';
import {
	createMailing,
	getMailing,
	listMailings,
	pauseMailing,
	resendDeliveries,
	startMailing,
	stopMailing
} from '#distribution/mailings/index.server.ts';
import {
	deliveryStateLabels,
	deliveryStates,
	mailingStateLabels,
	type MailingReport
} from '#distribution/mailings/index.ts';
import { exclusionLabels, type Exclusion } from '#distribution/subscribers/index.ts';
import { attestProof } from '#editions/publications/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { instantFromLocal } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { needed, UsageError, type Command, type Terminal } from './command.ts';
import { issueAt } from './issue-names.ts';
import { progressBar } from './progress.ts';

const options = {
	json: { type: 'boolean' },
	policy: { type: 'string' },
	urgent: { type: 'boolean' },
	at: { type: 'string' }
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
type Action = (terminal: Terminal, words: string[], values: Values) => Promise<number>;

export const mailing: Command = {
	name: 'mailing',
	summary: 'Envois : préparer, lancer, suivre, arrêter',
	help: `Usage :
  mailing create TITRE/NUMÉRO [--policy hold|resend] [--urgent] [--json]
        Fige qui reçoit et ce qui part. Sans BAT demandé à l’écran, la commande vaut BAT : elle est notée au journal.
        --policy  une lettre dont on ne sait pas si elle est partie : hold la garde pour décider (par défaut),
                  resend la renvoie
        --urgent  part aussi pendant les heures de repos des agents
  mailing start ID [--at 2026-11-26T10:00]   lance, ou reprend après une pause
  mailing pause ID · mailing resume ID · mailing stop ID
  mailing resend ID DESTINATAIRE…            renvoie ces lettres (identifiants de « show --json »)
  mailing show ID [--json]
  mailing list [--json]

Le serveur envoie lui-même ; « worker » le fait aussi, dans un processus à part.`,
	async run(args, terminal) {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const [verb = '', ...words] = positionals;
		const action = verbs[verb];
		if (!action) throw new UsageError(`Demande inconnue : « ${verb} ».`);
		return action(terminal, words, values);
	}
};

const verbs: Record<string, Action> = { create, start, resume: start, pause, stop, resend, show, list };

async function create(terminal: Terminal, [address]: string[], values: Values): Promise<number> {
	const { db, settings, isTTY, print } = terminal;
	const { policy = 'hold' } = values;
	if (policy !== 'hold' && policy !== 'resend') throw new UsageError('--policy est hold ou resend.');
	const { issue } = await issueAt(db, address);
	if (issue.proofState === 'none')
		await db.transaction().execute((tx) => attestProof(tx, operator, issue.id, settings));
	const bar = progressBar(isTTY, 'Destinataires');
	const draft = { policy, isUrgent: values.urgent === true } as const;
	const made = await createMailing(db, operator, issue.id, draft, settings, (looked) => bar.update(looked, looked, ''));
	bar.stop();
	const report = await getMailing(db, operator, made.id);
	print(values.json ? JSON.stringify(json(report)) : `${made.id}\n${sentence(report)}`);
	return 0;
}

async function start({ db, settings, print }: Terminal, [id]: string[], { at, json: asJson }: Values): Promise<number> {
	const instant = at === undefined ? undefined : instantFromLocal(at);
	if (at !== undefined && !instant) throw new Invalid(`« ${at} » n’est pas une date : écrivez 2026-11-26T10:00.`);
	const moment = instant ? { at: instant } : {};
	await startMailing(db, operator, needed(id, 'l’identifiant de l’envoi'), settings, moment);
	return say({ db, print }, id!, asJson);
}

async function pause({ db, print }: Terminal, [id]: string[], values: Values): Promise<number> {
	await db.transaction().execute((tx) => pauseMailing(tx, operator, needed(id, 'l’identifiant de l’envoi')));
	return say({ db, print }, id!, values.json);
}

async function stop({ db, print }: Terminal, [id]: string[], values: Values): Promise<number> {
	await db.transaction().execute((tx) => stopMailing(tx, operator, needed(id, 'l’identifiant de l’envoi')));
	return say({ db, print }, id!, values.json);
}

async function resend({ db, print }: Terminal, [id, ...deliveries]: string[], values: Values): Promise<number> {
	needed(deliveries[0], 'les lettres à renvoyer');
	await db.transaction().execute((tx) => resendDeliveries(tx, operator, needed(id, 'l’envoi'), deliveries));
	return say({ db, print }, id!, values.json);
}

async function show({ db, print }: Terminal, [id]: string[], values: Values): Promise<number> {
	return say({ db, print }, needed(id, 'l’identifiant de l’envoi'), values.json);
}

async function list({ db, print }: Terminal, _words: string[], values: Values): Promise<number> {
	const all = await listMailings(db, operator);
	const lines = all.map(
		(one) => `${one.id}  ${one.publication.slug}/${one.issue.number}  ${mailingStateLabels[one.state]}`
	);
	print(values.json ? JSON.stringify(all.map(json)) : lines.join('\n') || 'Aucun envoi.');
	return 0;
}

async function say(
	{ db, print }: Pick<Terminal, 'db' | 'print'>,
	id: string,
	asJson: boolean | undefined
): Promise<number> {
	const report = await getMailing(db, operator, id);
	print(asJson ? JSON.stringify(json(report)) : sentence(report));
	return 0;
}

const json = ({
	id,
	publication,
	issue,
	state,
	reason,
	policy,
	candidates,
	excluded,
	exclusions,
	counts
}: MailingReport) => ({
	...{
		id,
		issue: `${publication.slug}/${issue.number}`,
		state,
		reason,
		policy,
		candidates,
		excluded,
		exclusions,
		counts
	}
});

function sentence({ publication, issue, state, reason, candidates, exclusions, counts }: MailingReport): string {
	const left = Object.entries(exclusions).map(
		([why, number]) => `${number} ${exclusionLabels[why as Exclusion].toLowerCase()}`
	);
	const done = deliveryStates.flatMap((one) =>
		counts[one] > 0 ? [`${counts[one]} ${deliveryStateLabels[one].toLowerCase()}`] : []
	);
	return [
		`${publication.title} n° ${issue.number} : ${mailingStateLabels[state].toLowerCase()}${reason ? ` (${reason})` : ''}`,
		`${candidates} personnes regardées${left.length > 0 ? `, écartées : ${left.join(', ')}` : ''}`,
		done.join(', ')
	].join('\n');
}
