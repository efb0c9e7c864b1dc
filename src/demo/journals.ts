import { full, lead, summary, title, type DemoPublication } from './issues.ts';

const dgs = 'Claire Aubanel, directrice générale des services';

/** « Le Trait commun »: twelve pages every two months, for the agents of three employers. */
export const traitCommun: DemoPublication = {
	slug: 'le-trait-commun',
	kind: 'journal',
	title: 'Le Trait commun',
	tagline: 'Le journal des agents de la Ville, de l’Agglo et du CCAS',
	cadence: 'Tous les deux mois',
	reach: 'internal',
	owner: 'agglo',
	voices: ['ville', 'agglo', 'ccas'],
	issues: [
		{
			number: 10,
			date: '2026-07-16',
			title: 'Un été de service',
			preheader: 'Qui travaille quand les autres partent',
			editorial: {
				title: 'Ceux qui restent',
				paragraphs: [
					'En août, la ville paraît vide. Elle ne l’est pas : deux cent dix d’entre vous arrosent, ramassent, portent des repas, tiennent un guichet, surveillent un bassin.',
					'Ce numéro leur est dédié. Il est plus court que les autres, parce que l’été aussi mérite qu’on le respecte. Bonnes vacances à celles et ceux qui en prennent, et merci aux autres.'
				],
				signature: dgs
			},
			blocks: [
				{
					text: 'Chaleur : les horaires changent dès 33 degrés',
					paragraphs: [
						'Au-dessus de 33 degrés annoncés, les équipes d’extérieur commencent à 5 h 30 et finissent à 12 h 30. La décision est prise la veille à 16 h et affichée dans chaque dépôt. L’eau fraîche est livrée avec la feuille de route.',
						'À domicile, les aides du CCAS passent deux fois chez les personnes seules. Le registre compte 340 noms ; on peut encore y inscrire un proche, par téléphone, à l’accueil.'
					]
				},
				{
					text: 'Ce qui ferme, ce qui reste ouvert',
					paragraphs: [
						'L’hôtel de ville ouvre tout l’été, le matin seulement du 3 au 21 août. La médiathèque garde ses soirées du mercredi. Les cinq déchèteries passent à l’horaire d’été, de 7 h à 14 h.',
						'La cuisine municipale s’arrête trois semaines : les repas portés à domicile viennent de l’hôpital, comme chaque année.'
					]
				}
			]
		},
		{
			number: 11,
			date: '2026-09-24',
			title: 'La rentrée des métiers',
			preheader: 'Un matin avec Yannick Orsel, ripeur, et le calendrier des concours',
			editorial: {
				title: 'Regarder travailler',
				paragraphs: [
					'On ne connaît bien un métier qu’en le regardant faire. Pour ce numéro de rentrée, la rédaction s’est levée à trois heures et demie.',
					'Vous y lirez aussi les dates des concours : l’an dernier, trente et un d’entre vous ont réussi le leur. Dites-le à votre collègue qui hésite.'
				],
				signature: dgs
			},
			blocks: [
				full('portrait-rippeur'),
				{ heading: 'Pour avancer' },
				summary('concours-2027'),
				{
					text: 'Ils arrivent, ils bougent',
					paragraphs: [
						'Vingt-deux arrivées cet été, neuf mobilités internes, six départs. La liste complète est affichée dans chaque service ; les portraits de nos nouveaux collègues paraîtront en octobre.'
					]
				}
			]
		},
		{
			number: 12,
			date: '2026-11-19',
			title: 'Un hiver à plusieurs',
			preheader: 'La neige, les marchés publics en cinq questions, Nadia et vingt ans d’école',
			editorial: {
				title: 'Trois plans, une carte',
				paragraphs: [
					'L’hiver dernier, trois camions déneigeaient le même carrefour et deux rues attendaient. Il a suffi d’une table, d’un feutre et d’une après-midi pour que cela cesse. Ceux qui tenaient le feutre travaillent dans trois collectivités différentes.',
					'C’est cela que ce journal raconte depuis douze numéros : des gens qui ont le même métier à quelques kilomètres, et qui finissent par se parler. Le plan de viabilité hivernale ouvre ce numéro. Il se lit comme une feuille de route ; j’y vois surtout une manière de faire.',
					'Prenez soin de vous sur les routes, et de ceux qui les dégagent.'
				],
				signature: dgs
			},
			blocks: [
				lead('plan-de-viabilite-hivernale'),
				full('portrait-nadia-atsem'),
				{ heading: 'Dans la maison' },
				full('service-commun-commande-publique'),
				summary('teletravail-charte-commune', ['ville', 'agglo']),
				summary('budget-2027'),
				{ heading: 'Dans les équipes' },
				summary('sapins-paillage'),
				summary('garage-velos-de-service'),
				summary('tournee-collecte-redessinee'),
				{ heading: 'Mouvements' },
				summary('bienvenue-14-collegues'),
				summary('departs-retraite'),
				{ heading: 'À vos agendas' },
				title('elections-professionnelles'),
				title('arbre-de-noel-cos'),
				title('voeux-au-personnel')
			]
		}
	]
};

/** « Le Lien des Hauts »: eight pages a season. */
export const lienDesHauts: DemoPublication = {
	slug: 'le-lien-des-hauts',
	kind: 'journal',
	title: 'Le Lien des Hauts',
	tagline: 'Le journal des agents de la communauté de communes',
	cadence: 'Chaque trimestre',
	reach: 'internal',
	owner: 'lourdine',
	voices: ['lourdine'],
	issues: [
		{
			number: 8,
			date: '2026-08-27',
			title: 'Avant la cloche',
			preheader: 'Onze écoles, onze cantines, une semaine pour être prêts',
			editorial: {
				title: 'Une semaine d’avance',
				paragraphs: [
					'Onze écoles rouvrent lundi. Les peintures sont sèches, les listes sont justes, les cars ont leurs horaires. Cela tient à une semaine que vous avez prise sur l’été ; les familles ne le sauront pas, moi si.'
				],
				signature: 'La directrice générale'
			},
			blocks: [
				{
					text: 'Périscolaire : ce qui change dans les villages',
					paragraphs: [
						'L’accueil du matin ouvre à 7 h 15 partout, un quart d’heure plus tôt. À Montaurel et au Bois-Ferrand, une animatrice de plus évite de fermer les jours d’absence. Les inscriptions se font au secrétariat de chaque mairie, ou dans le fourgon de France services.'
					]
				},
				{
					text: 'Le tri gagne trois points',
					paragraphs: [
						'Depuis les nouveaux bacs, les refus de tri sont passés de 14 à 11 pour cent. Reste le verre : dans quatre villages, la colonne déborde le lundi. Une tournée s’ajoute dès septembre.'
					]
				}
			]
		},
		{
			number: 9,
			date: '2026-11-20',
			title: 'Dix-sept fermes et une lame',
			preheader: 'La neige sur les Hauts, le fourgon de France services, l’enquête sur les trajets',
			editorial: {
				title: 'Ce que la neige nous apprend',
				paragraphs: [
					'Nous sommes soixante-quinze pour 290 kilomètres de routes de montagne. Sans les dix-sept exploitations qui montent une lame sur leur tracteur, nous ne passerions pas avant les cars.',
					'On appelle cela une convention. C’est d’abord une habitude de voisins, et il fallait bien qu’un journal le dise.'
				],
				signature: 'La directrice générale'
			},
			blocks: [
				lead('plan-de-viabilite-hivernale'),
				full('france-services-lourdine'),
				{ heading: 'Sur nos routes' },
				summary('enquete-mobilite'),
				{ heading: 'Pour nous' },
				summary('registre-sante-securite'),
				summary('mobilite-interne-sept-postes'),
				summary('semaine-emploi-handicap'),
				title('hameconnage'),
				title('conseil-communautaire-17-decembre')
			]
		}
	]
};
