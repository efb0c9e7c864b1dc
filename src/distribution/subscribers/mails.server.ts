import { noticeMessage, type NoticeSettings } from '#foundation/notices/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { enumerate, typeset } from '#kernel/text.ts';
import { newId } from '#kernel/ids.ts';
import type { MailMessage } from '#platform/mail.server.ts';
import { confirmationToken } from './keys.server.ts';
import type { Asked } from './own.server.ts';

const reason =
	'Vous recevez ce message parce que cette adresse a été inscrite dans notre formulaire d’abonnement. Si ce n’est pas vous, ne faites rien : rien d’autre ne vous sera envoyé, et l’adresse sera effacée dans trente jours.';

/**
 * The one mail that the public form sends. It says the same to who subscribes and to who already receives everything he
 * asked for, so that the form tells nobody who reads what.
 */
export function confirmationMail(
	{ subscriberId, address, asked, already }: Asked,
	structure: Structure,
	secret: string,
	settings: NoticeSettings
): Promise<MailMessage> {
	const quoted = (titles: string[]) => enumerate(titles.map((title) => typeset(`« ${title} »`)));
	const url = `${settings.origin}/abonnement/confirmer/${confirmationToken(secret, subscriberId)}?structure=${structure.slug}`;
	const isNew = asked.length > 0;
	const heading = isNew ? 'Confirmez votre abonnement' : 'Vous êtes déjà abonné';
	const intro = isNew
		? `Vous avez demandé à recevoir ${quoted(asked)}. Un bouton sur la page qui s’ouvre confirme que cette adresse est la vôtre.`
		: `Vous recevez déjà ${quoted(already)}. La page qui s’ouvre permet de choisir ce que vous recevez, ou de ne plus rien recevoir.`;
	const label = isNew ? 'Confirmer mon abonnement' : 'Voir mes abonnements';
	return noticeMessage(
		{
			...{ to: address, replyTo: '', structure, voices: [structure], template: 'subscription', reason },
			subject: heading,
			preheader: isNew ? `Il reste une étape pour recevoir ${quoted(asked)}` : `Vous recevez ${quoted(already)}`,
			data: { ask: { heading, intro, label, url } },
			text: [heading, intro, `${label} :\n${url}`].join('\n\n'),
			id: `abonnement.${newId()}`
		},
		settings
	);
}
