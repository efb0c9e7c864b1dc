import { closeMailings, startDueMailings, takeOver } from '#distribution/mailings/index.server.ts';
import { forgetOwnTraces, forgetReturns, readReturns } from '#distribution/bounces/index.server.ts';
import { tellCorrections } from '#distribution/corrections/index.server.ts';
import { settleOutlets } from '#distribution/outlets/index.server.ts';
import { checkSenders } from '#distribution/senders/index.server.ts';
import {
	forgetImports,
	forgetSilentSubscribers,
	warnSilentSubscribers
} from '#distribution/subscribers/index.server.ts';
import { remindAcknowledgements } from '#editorial/announcements/index.server.ts';
import { remindRegistrations } from '#editorial/events/index.server.ts';
import { forgetPapers } from '#editions/prints/index.server.ts';
import { mediaPlaces } from '#editions/publications/index.server.ts';
import { remindConsents } from '#foundation/media/index.server.ts';
import { askApprovers, publishDueChanges, remindReviews } from '#editorial/articles/index.server.ts';
import { forgetOwnAddresses } from '#foundation/accounts/index.server.ts';
import { mailNotices } from '#foundation/notices/index.server.ts';
import type { Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Duty } from '#platform/duties.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import type { MailTransport } from '#platform/mail.server.ts';

/** What duties are done with. */
export type DutyHouse = { db: Db; settings: Settings; store: MediaStore; transport: MailTransport };

/** Everything that the clock asks of the house, in the order in which it is done. */
export const dutiesOf = ({ db, settings, transport }: DutyHouse): Duty[] => [
	{ name: 'articles.ask-approvers', run: () => askApprovers(db, { settings, transport }) },
	{ name: 'articles.due-changes', run: () => publishDueChanges(db) },
	{ name: 'articles.outlets', run: () => settleOutlets(db) },
	{ name: 'letters.corrections', run: () => tellCorrections(db) },
	{ name: 'announcements.reminders', run: () => remindAcknowledgements(db) },
	{ name: 'events.reminders', run: () => remindRegistrations(db) },
	{ name: 'media.consents', run: () => remindConsents(db, mediaPlaces) },
	{ name: 'articles.remind-reviews', run: () => remindReviews(db) },
	{ name: 'mailings.due', run: () => startDueMailings(db, settings) },
	{ name: 'mailings.take-over', run: () => takeOver(db) },
	{ name: 'mailings.close', run: () => closeMailings(db) },
	{
		name: 'own-addresses.forget',
		run: async () => {
			await forgetOwnAddresses(db);
			return db.transaction().execute((tx) => forgetOwnTraces(tx));
		}
	},
	{ name: 'subscribers.warn', run: () => warnSilentSubscribers(db, { settings, transport }) },
	{ name: 'subscribers.forget', run: () => forgetSilentSubscribers(db) },
	{ name: 'returns.read', run: () => readReturns(db, settings) },
	{ name: 'returns.forget', run: () => forgetReturns(db, settings) },
	{ name: 'senders.health', run: () => checkSenders(db, settings) },
	{ name: 'subscribers.forget-imports', run: () => forgetImports(db, settings) },
	{ name: 'papers.forget', run: () => forgetPapers(settings) },
	{ name: 'notices.mail', run: () => mailNotices(db, { settings, transport }) }
];
