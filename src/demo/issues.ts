import type { Form } from '#editions/publications/index.ts';
import type { DemoSlug } from './territory.ts';

/** A block of a demo issue: an article by its address, an intertitle, or a short text of the issue's own. */
export type DemoBlock =
	| { article: string; form: Form; voices?: DemoSlug[] }
	| { heading: string }
	| { text: string; paragraphs: string[]; voices?: DemoSlug[] };

export type DemoIssue = {
	number: number;
	/** On its cover; published that day at 10:00 unless it is still in preparation. */
	date: string;
	isInPreparation?: true;
	title: string;
	preheader: string;
	editorial: { title: string; paragraphs: string[]; signature: string } | null;
	blocks: DemoBlock[];
};

export type DemoPublication = {
	slug: string;
	kind: 'journal' | 'newsletter';
	title: string;
	tagline: string;
	cadence: string;
	reach: 'internal' | 'public';
	owner: DemoSlug;
	voices: DemoSlug[];
	issues: DemoIssue[];
};

const lead = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'lead', voices });
const full = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'full', voices });
const summary = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'summary', voices });
const title = (article: string, voices?: DemoSlug[]): DemoBlock => ({ article, form: 'title', voices });

const dgs = 'Claire Aubanel, directrice générale des services';

/** « Le Trait commun »: twelve pages every two months, for the agents of three employers. */
const traitCommun: DemoPublication = {
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
const lienDesHauts: DemoPublication = {
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

/** « L’Infolettre du jeudi »: the week's news for agents, on Thursdays at ten. */
const infolettre: DemoPublication = {
	slug: 'infolettre-du-jeudi',
	kind: 'newsletter',
	title: 'L’Infolettre du jeudi',
	tagline: 'La semaine des agents, en cinq minutes',
	cadence: 'Chaque jeudi, 10 h',
	reach: 'internal',
	owner: 'agglo',
	voices: ['ville', 'agglo', 'ccas'],
	issues: [
		{
			number: 43,
			date: '2026-10-29',
			title: 'Des vélos comme neufs',
			preheader: 'Le garage répare, l’accueil ouvre le samedi, un coin calme dans chaque école',
			editorial: null,
			blocks: [
				lead('garage-velos-de-service'),
				summary('accueil-samedi'),
				summary('coin-calme-atsem'),
				summary('rifseep', ['ville']),
				title('permanence-logement')
			]
		},
		{
			number: 44,
			date: '2026-11-05',
			title: 'Se faire vacciner au travail',
			preheader: 'Quatre rendez-vous contre la grippe, et la commande publique en cinq questions',
			editorial: null,
			blocks: [
				lead('vaccination-grippe'),
				summary('service-commun-commande-publique'),
				summary('entretiens-professionnels'),
				summary('gestes-et-postures', ['agglo']),
				summary('portage-de-repas-hiver'),
				title('departs-retraite')
			]
		},
		{
			number: 45,
			date: '2026-11-12',
			title: 'Nadia, vingt ans d’école',
			preheader: 'Un portrait, deux protections, et le budget en préparation',
			editorial: null,
			blocks: [
				lead('portrait-nadia-atsem'),
				summary('mutuelle-prevoyance'),
				summary('budget-2027'),
				summary('compte-epargne-temps'),
				{ heading: 'Dehors' },
				summary('mediatheque-outils'),
				title('inscriptions-scolaires')
			]
		},
		{
			number: 46,
			date: '2026-11-19',
			title: 'Première neige',
			preheader: 'Qui déneige quoi, des sapins en paillage, sept postes ouverts',
			editorial: {
				title: 'Lundi, quatre heures du matin',
				paragraphs: [
					'Le plan de viabilité hivernale commence lundi, une semaine plus tôt que l’an dernier. Lisez la page de votre collectivité : on vous posera la question au guichet, au marché, à la sortie de l’école.'
				],
				signature: 'La rédaction'
			},
			blocks: [
				lead('plan-de-viabilite-hivernale'),
				summary('sapins-paillage'),
				summary('fermeture-24-decembre', ['ville', 'ccas']),
				summary('gestes-et-postures', ['agglo']),
				summary('mobilite-interne-sept-postes'),
				{ heading: 'À vos agendas' },
				title('arbre-de-noel-cos'),
				title('marche-de-noel'),
				title('voeux-au-personnel')
			]
		},
		{
			number: 47,
			date: '2026-11-26',
			isInPreparation: true,
			title: 'Le 10 décembre, on vote',
			preheader: 'Où, quand et comment voter, et vos jours avant le 31 décembre',
			editorial: null,
			blocks: [
				lead('elections-professionnelles'),
				summary('compte-epargne-temps'),
				summary('teletravail-charte-commune', ['ville', 'agglo']),
				summary('fermeture-24-decembre', ['ville', 'ccas']),
				{ heading: 'Autour de nous' },
				summary('recensement-2027'),
				title('collecte-des-sapins'),
				title('voeux-au-personnel')
			]
		}
	]
};

/** « La Lettre de l’agglo »: the public letter, carried by the Agglo and the Ville. */
const lettreAgglo: DemoPublication = {
	slug: 'la-lettre-de-l-agglo',
	kind: 'newsletter',
	title: 'La Lettre de l’agglo',
	tagline: 'Ce qui change près de chez vous, une fois par mois',
	cadence: 'Chaque mois',
	reach: 'public',
	owner: 'agglo',
	voices: ['agglo', 'ville'],
	issues: [
		{
			number: 29,
			date: '2026-09-24',
			title: 'Une rentrée à pied, à vélo, en bus',
			preheader: 'Les horaires de rentrée, les pistes terminées cet été',
			editorial: null,
			blocks: [
				{
					text: 'Deux kilomètres de piste en plus',
					paragraphs: [
						'Entre la gare et le lycée, la piste cyclable est continue depuis le 1er septembre. Les travaux ont duré neuf semaines ; la dernière traversée, place des Mégissiers, sera repeinte au printemps.'
					]
				},
				{
					text: 'Déchèteries : retour aux horaires d’hiver',
					paragraphs: [
						'À partir du 5 octobre, les cinq déchèteries ouvrent de 9 h à 17 h 30, du lundi au samedi. Celle des Forges reste ouverte le dimanche matin.'
					]
				}
			]
		},
		{
			number: 30,
			date: '2026-10-22',
			title: 'L’eau : un prix, trois engagements',
			preheader: 'Ce que vous payez, ce que nous promettons, et comment le vérifier',
			editorial: null,
			blocks: [
				lead('eau-ormelle-prix-engagements'),
				summary('permanence-logement'),
				summary('projet-de-territoire'),
				title('france-services-lourdine')
			]
		},
		{
			number: 31,
			date: '2026-11-19',
			title: 'Neige : qui passe, et quand',
			preheader: 'Le plan d’hiver, la nouvelle ligne 5, les horaires des vacances',
			editorial: null,
			blocks: [
				lead('plan-de-viabilite-hivernale'),
				summary('nouvelle-ligne-de-bus'),
				summary('enquete-mobilite'),
				{ heading: 'Pendant les vacances' },
				summary('piscine-vacances'),
				summary('marche-de-noel'),
				{ heading: 'À savoir' },
				summary('recensement-2027'),
				title('mediatheque-outils'),
				title('semaine-emploi-handicap')
			]
		}
	]
};

export const demoPublications: DemoPublication[] = [traitCommun, lienDesHauts, infolettre, lettreAgglo];
