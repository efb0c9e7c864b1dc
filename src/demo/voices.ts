/** What agents of the demo say and do about its articles: slugs of articles, names of accounts. */

type ByArticle = [slug: string, names: string[]][];

export const acknowledged: ByArticle = [
	['fermeture-24-decembre', ['valideur.ville', 'equipe', 'admin']],
	[
		'registre-sante-securite',
		['valideur.ville', 'valideur.agglo', 'equipe', 'admin', 'redaction', 'dgs', 'agent.ville']
	],
	['compte-epargne-temps', ['dgs', 'valideur.agglo', 'redaction']]
];

export const bravos: ByArticle = [
	['sapins-paillage', ['agent.agglo', 'redaction', 'dgs', 'valideur.agglo', 'drh']],
	['coin-calme-atsem', ['equipe', 'dgs', 'redaction', 'drh']],
	['tournee-collecte-redessinee', ['agent.ville', 'equipe', 'redaction', 'dgs', 'valideur.agglo', 'valideur.ville']],
	['mediatheque-outils', ['agent.ville', 'drh']],
	['portrait-nadia-atsem', ['equipe', 'agent.agglo', 'redaction', 'dgs', 'drh']],
	['portrait-rippeur', ['equipe', 'valideur.agglo']]
];

export const uptakes = [
	{
		slug: 'sapins-paillage',
		by: 'agent.agglo',
		team: 'Déchèterie des Forges',
		note: 'Nous gardons une benne pour les branches des particuliers, broyées avec les sapins.'
	},
	{
		slug: 'sapins-paillage',
		by: 'agent.ville',
		team: 'École des Tilleuls',
		note: 'Le paillage va au potager de l’école.'
	},
	{
		slug: 'coin-calme-atsem',
		by: 'valideur.agglo',
		team: 'Crèche du quai',
		note: 'Sans le sablier : les plus petits le lançaient.'
	}
];

export const attending: ByArticle = [
	['gestes-et-postures', ['agent.agglo', 'valideur.agglo', 'admin']],
	['vaccination-grippe', ['equipe', 'agent.ville', 'drh', 'dgs']],
	['voeux-au-personnel', ['dgs', 'drh', 'redaction', 'agent.agglo', 'equipe']],
	['arbre-de-noel-cos', ['agent.ville', 'agent.agglo']]
];

export const proposals = [
	{
		by: 'equipe',
		title: 'Nous partageons la tondeuse autoportée avec le stade',
		done: 'Notre tondeuse dormait du mercredi au vendredi. Avec l’équipe du stade, nous avons fait un tableau :\n\n- lundi et mardi, les parcs du Nord\n- mercredi et jeudi, le stade\n- vendredi, l’entretien, à deux équipes',
		change:
			'Une machine de moins à acheter, et la vieille autoportée du stade part à la réforme. On se parle aussi plus qu’avant.',
		team: 'Équipe Nord, espaces verts',
		picture: '',
		pictureAlt: ''
	}
];

/** `inDays` from today; `answer` when the desk has said something already. */
export const requests: {
	by: string;
	subject: string;
	message: string;
	audience: string;
	inDays: number | null;
	contact: string;
	answer?: string;
}[] = [
	{
		by: 'agent.agglo',
		subject: 'Bacs jaunes : la tournée du quai passe au mardi',
		message:
			'À partir de janvier, le quai et la rue du Lavoir passent du jeudi au mardi.\n\nOn a besoin que ce soit dit avant les fêtes, sinon on ramasse les appels pendant trois semaines. Une carte serait bien.',
		audience: 'Les riverains, et l’accueil qui répond au téléphone',
		inDays: 18,
		contact: 'Collecte, poste 4152'
	},
	{
		by: 'agent.ville',
		subject: 'Les ATSEM ouvrent leurs classes aux collègues',
		message:
			'Deux matinées, en janvier, où n’importe quel agent peut venir voir ce que l’on fait.\n\nOn limite à six personnes par école.',
		audience: 'Tous les agents des deux structures',
		inDays: 40,
		contact: 'Mélanie Brossard, école des Tilleuls',
		answer:
			'Très bonne idée. Pouvez-vous nous donner les deux dates avant le 5 décembre ? Nous en ferons un événement avec inscription.'
	}
];

export const comments: {
	section: string;
	said: { slug: string; by: string; body: string; report?: { by: string; reason: string } }[];
} = {
	section: 'vie-des-services',
	said: [
		{
			slug: 'sapins-paillage',
			by: 'agent.agglo',
			body: 'Est-ce que le broyeur peut être prêté ? Nous avons le même besoin à la déchèterie des Hauts, une semaine en février.'
		},
		{
			slug: 'sapins-paillage',
			by: 'equipe',
			body: 'Oui, à partir du 8 février. Il faut deux personnes habilitées, nous pouvons venir montrer.'
		},
		{
			slug: 'zoom-cuisine-municipale',
			by: 'agent.ville',
			body: 'Les enfants réclament le gratin du jeudi. Merci à toute l’équipe.'
		},
		{
			slug: 'zoom-cuisine-municipale',
			by: 'agent.agglo',
			body: 'Facile quand on n’a pas à livrer sous la pluie à 5 h, certains feraient bien de venir voir.',
			report: { by: 'agent.ville', reason: 'Le ton vise les collègues de la cuisine.' }
		}
	]
};
