/** What the usual answers of mail servers mean, by their status of RFC 3463 (`5.1.1`) or its first two figures. */
const statuses: Record<string, string> = {
	'2': 'La lettre a été acceptée.',
	'4.2.1': 'La boîte est fermée pour le moment.',
	'4.2.2': 'La boîte est pleine pour le moment.',
	'4.3': 'Le serveur du destinataire est occupé ou en panne.',
	'4.4': 'Le serveur du destinataire ne répond pas.',
	'4.7': 'Le serveur nous demande de ralentir ou de revenir plus tard.',
	'5.1.1': 'Cette adresse n’existe pas, ou plus.',
	'5.1.2': 'Le domaine de cette adresse n’existe pas.',
	'5.1.3': 'L’adresse est mal écrite.',
	'5.1.6': 'La boîte a déménagé sans laisser d’adresse.',
	'5.1.10': 'Ce domaine ne reçoit pas de courriel.',
	'5.1': 'Cette adresse n’est pas connue.',
	'5.2.1': 'La boîte est fermée.',
	'5.2.2': 'La boîte est pleine.',
	'5.2.3': 'La lettre est trop lourde pour cette boîte.',
	'5.3.4': 'La lettre est trop lourde pour ce serveur.',
	'5.4': 'Aucun chemin ne mène à ce serveur.',
	'5.7.1': 'Le serveur refuse l’expéditeur ou le contenu : voyez la santé de l’expéditeur.',
	'5.7': 'Refusée par une règle de sécurité : voyez la santé de l’expéditeur.'
};

/** The same for servers that give a reply code alone (RFC 5321 §4.2.3). */
const codes: Record<number, string> = {
	250: 'La lettre a été acceptée.',
	421: 'Le serveur est occupé ; il nous demande de revenir plus tard.',
	450: 'La boîte n’est pas disponible pour le moment, ou le serveur veut voir si nous insistons.',
	451: 'Le serveur a un empêchement passager, ou veut voir si nous insistons.',
	452: 'La boîte ou le serveur manque de place pour le moment.',
	550: 'Cette adresse n’existe pas, ou le serveur nous refuse.',
	551: 'Cette adresse n’est pas de ce serveur.',
	552: 'La boîte est pleine, ou la lettre trop lourde.',
	553: 'L’adresse est mal écrite, ou n’est pas permise.',
	554: 'Le serveur refuse la lettre ou l’expéditeur.',
	556: 'Ce domaine ne reçoit pas de courriel.'
};

/** "550 5.1.1 Unknown user" → "Cette adresse n’existe pas, ou plus." Empty when there is nothing to say of it. */
export function meaningOf(code: number | null, response: string | null): string {
	const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1] ?? '';
	const [kind = '', subject = ''] = status.split('.');
	const said = statuses[status] ?? statuses[`${kind}.${subject}`] ?? statuses[kind];
	if (said) return said;
	if (code === null) return '';
	return (
		codes[code] ?? (code >= 500 ? 'Le serveur refuse pour de bon.' : code >= 400 ? 'Le serveur remet à plus tard.' : '')
	);
}
