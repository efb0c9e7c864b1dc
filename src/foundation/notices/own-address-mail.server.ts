import type { Structure } from '#foundation/structures/index.ts';
import { newId } from '#kernel/ids.ts';
import type { MailMessage } from '#platform/mail.server.ts';
import { noticeMessage, type NoticeSettings } from './mail.server.ts';

const reason =
	'Vous recevez ce message parce qu’une personne a donné cette adresse dans son compte d’agent. Si ce n’est pas vous, ne faites rien : rien d’autre ne vous sera envoyé, et l’adresse sera effacée dans trois jours.';

/** The one mail that goes to a personal address before it is confirmed. It names nobody. */
export function ownAddressMail(
	{ address, token }: { address: string; token: string },
	structure: Structure,
	settings: NoticeSettings
): Promise<MailMessage> {
	const url = `${settings.origin}/adresse/${token}`;
	const [heading, label] = ['Confirmez votre adresse', 'Confirmer mon adresse'];
	const intro =
		'Un bouton, sur la page qui s’ouvre, confirme que cette adresse est la vôtre : vous y recevrez nos lettres. Le lien vaut trois jours.';
	return noticeMessage(
		{
			...{ to: address, replyTo: '', structure, voices: [structure], template: 'subscription', reason },
			...{ subject: heading, preheader: 'Il reste une étape pour recevoir nos lettres ici' },
			data: { ask: { heading, intro, label, url } },
			text: [heading, intro, `${label} :\n${url}`].join('\n\n'),
			id: `adresse.${newId()}`
		},
		settings
	);
}
