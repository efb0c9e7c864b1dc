import { typeset } from '#kernel/text.ts';

/** What a resident reads beside the box that he ticks. It is kept as the proof of his consent, word for word. */
export const consentWording = (title: string): string =>
	typeset(
		`J’accepte de recevoir « ${title} » par courriel. Je peux me désabonner à tout moment, par le lien de chaque lettre.`
	);

/** The end of the form: who keeps what, for how long, and how to make it stop. */
export const consentNotice =
	'Votre adresse sert seulement à vous envoyer ce que vous choisissez ici. Elle n’est ni cédée, ni croisée avec un autre fichier. Nous gardons la date et le texte de votre accord. Sans nouvelles de vous pendant trois ans, votre adresse est effacée.';

/** Why an agent cannot leave what the house must be able to tell him. */
export const serviceReason =
	'Ce titre porte les informations de service : ce qu’il annonce (sécurité, paie, organisation, fermetures) concerne tous les agents auxquels il est adressé. On ne peut donc pas s’en désabonner.';

/** What whoever exports a list has to have read (C29). */
export const exportReminder =
	'Une liste d’abonnés ne sert qu’à envoyer ce à quoi ils se sont abonnés : ni communication politique, ni usage commercial, ni cession. L’export est noté au journal, avec son motif.';
