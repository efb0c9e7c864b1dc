/** Each begins as the sentence of the engine, of returns or of the clock that it answers. */
const known: [RegExp, string][] = [
	[/à la main|départ prévu/, 'Rien ne part tant que vous n’en décidez pas.'],
	[
		/a refusé \d+/,
		'Lisez ce que le serveur répond aux dernières lettres. Si ce sont des adresses qui n’existent plus, vous pouvez reprendre.'
	],
	[
		/remet à plus tard/,
		'Attendez une heure, puis reprenez : les lettres remises à plus tard repartiront d’elles-mêmes.'
	],
	[
		/nous refuse/,
		'L’adresse du serveur, le nom ou le mot de passe sont à revoir avec l’informatique. Reprenez ensuite : ce qui n’est pas parti attend.'
	],
	[
		/ne répond pas/,
		'Personne n’est oublié : ce qui n’est pas parti attend. Reprenez quand le serveur répond de nouveau.'
	],
	[/heure prévue/, 'Demandez-vous si la lettre est encore d’actualité.'],
	[/indésirable/, 'Arrêtez-vous là, et demandez-vous si ces personnes avaient bien choisi de la recevoir.'],
	[/à cause de l’expéditeur/, 'Faites corriger l’expéditeur avant de reprendre : insister aggrave le refus.'],
	[/n’existent pas/, 'La liste a vieilli : nettoyez-la avant de reprendre, les fournisseurs comptent ces erreurs.'],
	[/BAT/, 'Arrêtez cet envoi, demandez un nouveau BAT, puis préparez-en un autre.']
];

/** What to do about a mailing that waits, from the sentence that says why it does. */
export const adviceFor = (reason: string): string =>
	known.find(([pattern]) => pattern.test(reason))?.[1] ??
	'Reprenez quand la cause est levée : ce qui n’est pas parti attend.';
