import { lead, summary, title, type DemoPublication } from './issues.ts';

/** « L’Infolettre du jeudi »: the week's news for agents, on Thursdays at ten. */
export const infolettre: DemoPublication = {
	slug: 'infolettre-du-jeudi',
	kind: 'newsletter',
	title: 'L’Infolettre du jeudi',
	tagline: 'La semaine des agents, en cinq minutes',
	cadence: 'Chaque jeudi, 10 h',
	reach: 'internal',
	owner: 'ville',
	voices: ['ville', 'agglo', 'ccas'],
	settings: { headings: ['Autour de nous', 'À vos agendas'], rhythm: { every: 'week', weekday: 4, hour: 10 } },
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
export const lettreAgglo: DemoPublication = {
	slug: 'la-lettre-de-l-agglo',
	kind: 'newsletter',
	title: 'La Lettre de l’agglo',
	tagline: 'Ce qui change près de chez vous, une fois par mois',
	cadence: 'Chaque mois',
	reach: 'public',
	owner: 'agglo',
	voices: ['agglo', 'ville'],
	settings: {
		headings: ['À vos agendas', 'Pendant les vacances', 'À savoir'],
		rhythm: { every: 'month', weekday: 4, hour: 10 }
	},
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
		},
		{
			number: 32,
			date: '2026-12-17',
			isInPreparation: true,
			title: 'Vos sapins, vos écoles, votre hiver',
			preheader: 'Où déposer le sapin, quand inscrire les enfants, qui sonne pour le repas',
			editorial: null,
			said: {
				ville: {
					subject: 'À Brézanne : sapins, écoles et repas de l’hiver',
					preheader: 'Sept enclos à sapins, les inscriptions à partir du 11 janvier'
				}
			},
			blocks: [
				lead('collecte-des-sapins'),
				summary('inscriptions-scolaires', ['ville']),
				summary('projet-de-territoire', ['agglo']),
				summary('portage-de-repas-hiver'),
				{ heading: 'À vos agendas' },
				{ own: { kind: 'agenda', title: 'D’ici la fin de l’année', from: '2026-11-27', to: '2026-12-31' } },
				{
					own: {
						kind: 'figures',
						title: 'La collecte en chiffres',
						figures: [
							{ value: '18', label: 'enclos ouverts jour et nuit', source: 'service collecte' },
							{ value: '6 200', label: 'sapins broyés l’hiver dernier', source: 'service collecte' }
						]
					}
				},
				{
					own: {
						kind: 'action',
						title: 'Une question sur vos déchets ?',
						text: 'Un agent vous répond du lundi au samedi, de 9 h à 17 h.',
						label: 'Appeler Infos déchets',
						url: 'tel:+33465715100'
					}
				}
			]
		}
	]
};
