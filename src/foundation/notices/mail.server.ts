import { senderOf } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Settings } from '#platform/config.server.ts';
import { log } from '#platform/log.server.ts';
import type { MailMessage } from '#platform/mail.server.ts';
import { toHtml } from '#platform/mjml/compile.server.ts';
import { productTemplates, templatesFor, type Templates } from '#platform/mjml/templates.server.ts';

/** What one person is told by mail, in the name of a structure. */
export type NoticeMail = {
	to: string;
	/** Who answers when the person replies; the structure when empty. */
	replyTo: string;
	/** In whose name and with whose face. */
	structure: Structure;
	/** The structures that the message is about, in the order of the trait. */
	voices: Structure[];
	/** A file of `emails/notices/`, without `.mjml`. */
	template: string;
	subject: string;
	preheader: string;
	/** Why this person receives it, in one sentence. */
	reason: string;
	/** What the template says. Text only: everything is escaped. */
	data: Record<string, unknown>;
	/** The whole message in plain words, addresses written out. */
	text: string;
	/** Always the same for the same message, so that one sent twice is shown once. Without its domain. */
	id: string;
};

export type NoticeSettings = Pick<Settings, 'origin' | 'dataDir' | 'mailFrom'>;

const face = ({ slug, name, shortName, identity }: Structure) => ({
	...{ slug, name, shortName },
	accent: identity.accent,
	accentDark: identity.accentDark
});

/**
 * A notice as a mail, by the same templates and the same strict MJML as letters; a structure may have its own file of the
 * same name. One that cannot be used is noted, and the product's takes its place: what is asked must reach people.
 */
export async function noticeMessage(mail: NoticeMail, settings: NoticeSettings): Promise<MailMessage> {
	const from = senderOf(mail.structure, settings.mailFrom);
	const own = await rendered(mail, templatesFor(settings.dataDir, mail.structure.slug)).catch((error: unknown) => {
		log.warn({ err: error, template: mail.template }, 'the template of a structure cannot be used');
		return undefined;
	});
	return {
		from,
		to: mail.to,
		replyTo: mail.replyTo || mail.structure.identity.sender.replyTo || from.address,
		subject: mail.subject,
		text: `${mail.text.trim()}\n\n-- \n${mail.reason}\n${mail.structure.name}\n`,
		html: own ?? (await rendered(mail, productTemplates())),
		messageId: `${mail.id}@${from.address.split('@')[1]}`,
		// RFC 3834: nobody's absence is to be announced to us.
		headers: { 'Content-Language': 'fr', 'Auto-Submitted': 'auto-generated' },
		pictures: []
	};
}

async function rendered(mail: NoticeMail, templates: Templates): Promise<string> {
	const { subject, preheader, structure, voices, reason, data } = mail;
	const mjml = templates.render(`notices/${mail.template}.mjml`, {
		...data,
		notice: { subject, preheader, reason },
		structure: face(structure),
		voices: voices.map(face)
	});
	const { html, faults } = await toHtml(mjml);
	const [fault] = faults;
	if (fault) throw new Error(`${mail.template}, line ${fault.line}: ${fault.message}`);
	return html;
}
