import { mayMailAt } from '#foundation/notices/index.ts';
import { noticeMessage, type NoticeSettings } from '#foundation/notices/index.server.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { longDay, type Instant } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { enumerate, typeset } from '#kernel/text.ts';
import { now } from '#platform/clock.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import { log } from '#platform/log.server.ts';
import type { MailMessage, MailTransport } from '#platform/mail.server.ts';
import { subscriberToken } from './keys.server.ts';
import { retention, voiceOf } from './rules.ts';
import { listOwnTitles, type OfferedTitle } from './titles.server.ts';

type House = { settings: NoticeSettings & Pick<Settings, 'sessionSecret'>; transport: MailTransport };

const day = 86_400_000;

/** How many are told in one round: the clock comes back within a minute. */
const atOnce = 50;

/**
 * A duty: tells those of whom nobody has heard for nearly three years, a month before, that their address is about to be
 * erased, and how to stay. Once for each silence, at hours of work. Who is told is marked first, and is told later only when
 * the mail server certainly did not take it. Answers how many mails left.
 */
export async function warnSilentSubscribers(db: Db, { settings, transport }: House): Promise<number> {
	if (!mayMailAt(now())) return 0;
	const people = await listSilent(db);
	if (people.length === 0) return 0;
	const structures = await listStructures(db);
	let sent = 0;
	for (const person of people) {
		const titles = (await listOwnTitles(db, person.id)).filter(({ isReceived }) => isReceived);
		const structure = structures.find(({ id }) => id === voiceIn(titles[0])) ?? structures[0];
		await mark(db, person.id, now());
		if (!structure || titles.length === 0) continue;
		try {
			await transport.send(await warningMail(person, titles, structure, settings));
			sent += 1;
		} catch (error) {
			const { code, responseCode } = error as { code?: string; responseCode?: number };
			log.warn({ code, responseCode, subscriber: person.id }, 'a silent reader could not be told');
			// A refusal for good is final: there is nobody there.
			if (responseCode !== undefined && responseCode >= 500) continue;
			await mark(db, person.id, null);
			return sent;
		}
	}
	return sent;
}

const voiceIn = (title: OfferedTitle | undefined) => title && voiceOf(title.publication, title.structureId);

const before = (days: number): Instant => new Date(Date.parse(now()) - days * day).toISOString();

type Silent = { id: string; address: string; lastContactAt: Instant };

async function listSilent(db: Db): Promise<Silent[]> {
	const rows = await db
		.selectFrom('subscriber')
		.select(['id', 'address', 'lastContactAt'])
		.where('agentId', 'is', null)
		.where('address', 'is not', null)
		.where('lastContactAt', '<', before(retention.silentDays - retention.warningDays))
		.where((eb) => eb.or([eb('warnedAt', 'is', null), eb('warnedAt', '<', eb.ref('lastContactAt'))]))
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('subscription')
					.select('publicationId')
					.whereRef('subscriberId', '=', 'subscriber.id')
					.where('state', '=', 'active')
			)
		)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('suppression')
						.select('scope')
						.whereRef('suppression.addressKey', '=', 'subscriber.addressKey')
						.where('scope', '=', 'all')
				)
			)
		)
		.orderBy('lastContactAt')
		.limit(atOnce)
		.execute();
	return rows.map(({ address, ...row }) => ({ ...row, address: address! }));
}

const mark = (db: Db, id: string, warnedAt: Instant | null) =>
	db.updateTable('subscriber').set({ warnedAt }).where('id', '=', id).execute();

const reason =
	'Vous recevez ce message parce que cette adresse est abonnée à nos lettres, et que nous n’avons pas de nouvelles de vous depuis bientôt trois ans.';

function warningMail(
	{ id, address, lastContactAt }: Silent,
	titles: OfferedTitle[],
	structure: Structure,
	settings: House['settings']
): Promise<MailMessage> {
	const publicationId = titles[0]!.publication.id;
	const token = subscriberToken(settings.sessionSecret, { subscriberId: id, publicationId });
	const url = `${settings.origin}/abonnement/${token}`;
	const named = enumerate(titles.map(({ publication: { title } }) => typeset(`« ${title} »`)));
	const end = Math.max(
		Date.parse(lastContactAt) + retention.silentDays * day,
		Date.parse(now()) + retention.warningDays * day
	);
	const [heading, label] = ['Souhaitez-vous continuer à nous lire ?', 'Continuer à recevoir'];
	const intro = `Vous recevez ${named}. La loi nous demande d’effacer l’adresse de qui ne donne pas de nouvelles pendant trois ans. Pour rester, ouvrez cette page et enregistrez votre choix. Sinon, ne faites rien : votre adresse sera effacée le ${longDay(new Date(end).toISOString())}.`;
	return noticeMessage(
		{
			...{ to: address, replyTo: '', structure, voices: [structure], template: 'subscription', reason },
			...{ subject: typeset(heading), preheader: 'Sans réponse de votre part, votre adresse sera bientôt effacée' },
			data: { ask: { heading: typeset(heading), intro: typeset(intro), label, url } },
			text: [typeset(heading), typeset(intro), `${label} :\n${url}`].join('\n\n'),
			id: `silence.${newId()}`
		},
		settings
	);
}
