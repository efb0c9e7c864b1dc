import { getAgent } from '#foundation/accounts/index.server.ts';
import { noticeMessage, type NoticeSettings } from '#foundation/notices/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import {
	dropDecisionLink,
	findValidationOfStep,
	listOwedMails,
	makeDecisionLink,
	settleMails,
	tellApprovers,
	type OwedMail
} from '#foundation/validation/index.server.ts';
import { now } from '#platform/clock.ts';
import { readJson, type Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import type { MailTransport } from '#platform/mail.server.ts';
import { decisionMail } from './decision-mail.ts';

type House = { settings: NoticeSettings; transport: MailTransport };

/**
 * Asks approvers, reminds them and asks their substitutes, in the house and by mail, as far as each is due and not done.
 * A mail that cannot leave is tried again later; the notice in the house is not doubled. Answers how many things were done.
 */
export async function askApprovers(db: Db, { settings, transport }: House): Promise<number> {
	let done = await tellApprovers(db);
	for (const owed of await listOwedMails(db)) {
		if (isTooSoon(owed)) continue;
		if (await mailDecision(db, owed, settings, transport)) done += 1;
	}
	return done;
}

/** What could not leave waits longer each time: a minute, two, four, up to six hours. Forgotten when the process ends. */
const refused = new Map<string, { tries: number; until: number }>();
const keyOf = ({ agentId, stepId }: OwedMail) => `${agentId} ${stepId}`;
const isTooSoon = (owed: OwedMail) => (refused.get(keyOf(owed))?.until ?? 0) > Date.parse(now());

function putOff(owed: OwedMail): void {
	const tries = (refused.get(keyOf(owed))?.tries ?? 0) + 1;
	const wait = Math.min(60_000 * 2 ** (tries - 1), 6 * 3_600_000);
	refused.set(keyOf(owed), { tries, until: Date.parse(now()) + wait });
}

async function mailDecision(
	db: Db,
	owed: OwedMail & { to: string },
	settings: NoticeSettings,
	transport: MailTransport
): Promise<boolean> {
	const found = await load(db, owed);
	if (!found) {
		await settleMails(db, owed);
		return false;
	}
	const { token } = await db.transaction().execute((tx) => makeDecisionLink(tx, owed.stepId, owed.agentId));
	try {
		const mail = decisionMail({
			...found,
			...owed,
			at: now(),
			link: `${settings.origin}/decision/${token}?structure=${found.structure.slug}`
		});
		await transport.send(await noticeMessage(mail, settings));
	} catch (error) {
		await db.transaction().execute((tx) => dropDecisionLink(tx, token));
		putOff(owed);
		log.warn({ err: error, step: owed.stepId }, 'a request for a decision could not be mailed');
		return false;
	}
	refused.delete(keyOf(owed));
	await settleMails(db, owed);
	return true;
}

/** What the mail says; undefined when the step waits for this person no more. */
async function load(db: Db, { agentId, stepId }: OwedMail) {
	const validation = await findValidationOfStep(db, stepId);
	const step = validation?.steps.find(({ id }) => id === stepId);
	if (!validation || step?.state !== 'open' || !step.people.some(({ id }) => id === agentId)) return undefined;
	const structures = await listStructures(db);
	const structure = structures.find(({ id }) => id === step.structureId);
	if (!structure) return undefined;
	const speaking = new Set(validation.steps.map(({ structureId }) => structureId));
	const revision = await db
		.selectFrom('revision')
		.select(['title', 'standfirst', 'variants'])
		.where('id', '=', validation.revisionId)
		.executeTakeFirst();
	const asker = validation.openedBy && (await getAgent(db, validation.openedBy.id));
	const voices = structures.filter(({ id }) => speaking.has(id));
	const own = revision && readJson(revision.variants)[structure.id];
	const said = revision && {
		title: own?.title || revision.title,
		standfirst: own?.standfirst || revision.standfirst
	};
	return { validation, step, structure, voices, said, asker };
}
