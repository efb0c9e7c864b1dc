import { fullName, holds, isOpen, type Actor, type Agent } from '#foundation/accounts/index.ts';
import { getAgent, listAgents } from '#foundation/accounts/index.server.ts';
import { notify } from '#foundation/notices/index.server.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { alarm } from './rules.ts';

const returnsPage = '/redaction/envois/retours';

/** Tells the administration of an agent's structures, once per address, that letters do not reach it. */
export async function tellOfDeadAddress(tx: Tx, agentId: string, address: string): Promise<void> {
	const agent = await getAgent(tx, agentId);
	await notify(tx, {
		agents: await holders(
			tx,
			['admin'],
			agent.memberships.map(({ structureId }) => structureId)
		),
		key: `address:${agentId}:${address}`,
		kind: 'mailing',
		subject: { kind: 'agent', id: agentId },
		title: `Adresse à corriger : ${fullName(agent)}`,
		detail: `Les lettres envoyées à ${address} reviennent : cette adresse n’existe pas, ou plus.`,
		href: `${returnsPage}?motif=hard`
	});
}

/** A personal address is the agent's own business: nobody else is told, and it is not repeated. */
export async function tellOfDeadOwnAddress(tx: Tx, agentId: string, mailingId: string): Promise<void> {
	await notify(tx, {
		...{ agents: [agentId], key: `own-address:${mailingId}`, kind: 'mailing', subject: { kind: 'agent', id: agentId } },
		title: 'Votre adresse personnelle ne reçoit plus nos lettres',
		detail: 'Une lettre en est revenue : cette adresse n’existe pas, ou plus. Corrigez-la ou retirez-la.',
		href: '/compte#adresse'
	});
}

/** Tells those who send and those who run the house, once per mailing and reason, that too much of it comes back. */
export async function tellOfMailing(tx: Tx, mailingId: string): Promise<void> {
	const tally = await tallyOf(tx, mailingId);
	const why = alarm(tally);
	if (!why) return;
	const mailing = await tx
		.selectFrom('mailing')
		.innerJoin('publication', 'publication.id', 'mailing.publicationId')
		.select(['title', 'ownerId', 'state'])
		.where('mailing.id', '=', mailingId)
		.executeTakeFirst();
	if (!mailing) return;
	const isPaused = mailing.state === 'paused';
	await notify(tx, {
		agents: await holders(tx, ['editor', 'admin'], [mailing.ownerId]),
		key: `returns:${mailingId}:${isPaused ? 'paused' : 'told'}`,
		kind: 'mailing',
		subject: { kind: 'mailing', id: mailingId },
		title: `« ${mailing.title} » : trop de retours`,
		detail: isPaused ? `${why} L’envoi est en pause.` : why,
		href: `/redaction/envois/${mailingId}`,
		isUrgent: true
	});
}

async function tallyOf(tx: Tx, mailingId: string) {
	const rows = await tx
		.selectFrom('bounceRaw')
		.select((eb) => ['bounce', eb.fn.countAll().as('number')])
		.where('mailingId', '=', mailingId)
		.groupBy('bounce')
		.execute();
	const { accepted } = await tx
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll().as('accepted'))
		.where('mailingId', '=', mailingId)
		.where('state', 'in', ['sent', 'bounced'])
		.executeTakeFirstOrThrow();
	const of = (kind: string) => Number(rows.find(({ bounce }) => bounce === kind)?.number ?? 0);
	return { accepted: Number(accepted), hard: of('hard'), policy: of('policy'), complaint: of('complaint') };
}

async function holders(tx: Tx, roles: ('editor' | 'admin')[], structures: string[]): Promise<string[]> {
	const actorOf = ({ grants, ...agent }: Agent): Actor => ({
		...{ kind: 'agent', id: agent.id, name: fullName(agent), structures: [], grants }
	});
	return (await listAgents(tx))
		.filter((agent) => isOpen(agent, now()) && roles.some((role) => holds(actorOf(agent), role, { structures })))
		.map(({ id }) => id);
}
