import type { TermDraft } from './term.ts';

const discouraged = (note: string, pairs: Record<string, string>): TermDraft[] =>
	Object.entries(pairs).map(([term, preferred]) => ({ kind: 'discouraged', term, preferred, note }));

/**
 * What a French public service may start its lexicon from: words that readers stumble on, acronyms of local
 * government, and words that promote. Everything in it can be changed or taken away.
 */
export const starterTerms: TermDraft[] = [
	...discouraged('Mot administratif : le mot courant se lit plus vite.', {
		'au niveau de': 'pour',
		'à l’instar de': 'comme',
		'afin de': 'pour',
		'ci-après': 'ci-dessous',
		'courrier en recommandé avec accusé de réception': 'lettre recommandée avec avis de réception',
		'dans le cadre de': 'pour',
		'dans les meilleurs délais': 'dès que possible',
		diligenter: 'mener',
		'en capacité de': 'capable de',
		'en vue de': 'pour',
		'il convient de': 'il faut',
		'il est rappelé que': 'rappel :',
		impacter: 'toucher',
		'in fine': 'à la fin',
		'le cas échéant': 's’il y a lieu',
		'mettre en œuvre': 'appliquer',
		nonobstant: 'malgré',
		'par voie de conséquence': 'donc',
		'procéder à': 'faire',
		récépissé: 'reçu',
		'sous réserve de': 'si',
		susmentionné: 'cité plus haut',
		'un certain nombre de': 'plusieurs'
	}),
	...discouraged('Terme recommandé par la Commission d’enrichissement de la langue française.', {
		cluster: 'foyer',
		coworking: 'travail partagé',
		deadline: 'date limite',
		'e-mail': 'courriel',
		hashtag: 'mot-dièse',
		mailing: 'publipostage',
		newsletter: 'infolettre',
		'QR code': 'code QR',
		replay: 'rediffusion',
		uploader: 'téléverser',
		webinaire: 'séminaire en ligne',
		workshop: 'atelier'
	}),
	...discouraged('Une personne se dit avant ce qui l’empêche.', {
		'les handicapés': 'les personnes handicapées',
		'les personnes âgées dépendantes': 'les personnes âgées en perte d’autonomie',
		'troisième âge': 'personnes âgées'
	}),
	...discouraged('Orthographe ou nom en usage.', {
		'au jour d’aujourd’hui': 'aujourd’hui',
		'employé municipal': 'agent municipal',
		'femme de ménage': 'agente d’entretien',
		'Pôle emploi': 'France Travail',
		RDV: 'rendez-vous',
		'tri sélectif': 'tri des déchets'
	}),
	...Object.entries({
		ANCT: 'Agence nationale de la cohésion des territoires',
		ANRU: 'Agence nationale pour la rénovation urbaine',
		APA: 'allocation personnalisée d’autonomie',
		ATSEM: 'agent territorial spécialisé des écoles maternelles',
		CAF: 'caisse d’allocations familiales',
		CCAS: 'centre communal d’action sociale',
		CCP: 'commission consultative paritaire',
		CDG: 'centre de gestion',
		CET: 'compte épargne-temps',
		CIAS: 'centre intercommunal d’action sociale',
		CIA: 'complément indemnitaire annuel',
		CLECT: 'commission locale d’évaluation des charges transférées',
		CNAS: 'Comité national d’action sociale',
		CNFPT: 'Centre national de la fonction publique territoriale',
		COS: 'comité des œuvres sociales',
		CST: 'comité social territorial',
		DGA: 'direction générale adjointe',
		DGS: 'direction générale des services',
		DSI: 'direction des systèmes d’information',
		DST: 'direction des services techniques',
		EHPAD: 'établissement d’hébergement pour personnes âgées dépendantes',
		EPCI: 'établissement public de coopération intercommunale',
		F3SCT: 'formation spécialisée en santé, sécurité et conditions de travail',
		FALC: 'facile à lire et à comprendre',
		GEMAPI: 'gestion des milieux aquatiques et prévention des inondations',
		IFSE: 'indemnité de fonctions, de sujétions et d’expertise',
		LAEP: 'lieu d’accueil enfants-parents',
		MSAP: 'maison de services au public',
		OPAH: 'opération programmée d’amélioration de l’habitat',
		PCAET: 'plan climat-air-énergie territorial',
		PCS: 'plan communal de sauvegarde',
		PLH: 'programme local de l’habitat',
		PLU: 'plan local d’urbanisme',
		PLUi: 'plan local d’urbanisme intercommunal',
		PMI: 'protection maternelle et infantile',
		PSC: 'protection sociale complémentaire',
		RAM: 'relais d’assistantes maternelles',
		REOM: 'redevance d’enlèvement des ordures ménagères',
		RIFSEEP:
			'régime indemnitaire tenant compte des fonctions, des sujétions, de l’expertise et de l’engagement professionnel',
		RPE: 'relais petite enfance',
		RPS: 'risques psychosociaux',
		SCoT: 'schéma de cohérence territoriale',
		SDIS: 'service départemental d’incendie et de secours',
		SPANC: 'service public d’assainissement non collectif',
		TEOM: 'taxe d’enlèvement des ordures ménagères',
		ZAC: 'zone d’aménagement concerté',
		ZFE: 'zone à faibles émissions'
	}).map(([term, preferred]): TermDraft => ({ kind: 'acronym', term, preferred })),
	...['BAFA', 'BTS', 'CDD', 'CDI', 'CV', 'DRH', 'IRM', 'PDF', 'PME', 'RH', 'RTT', 'SMS', 'SNCF', 'TVA'].map(
		(term): TermDraft => ({
			kind: 'acronym',
			term,
			note: 'Connu de tous : rien n’est signalé.'
		})
	),
	...[
		'ambitieux',
		'ambition',
		'bilan',
		'dynamisme',
		'exemplaire',
		'fier de',
		'grâce à l’action de',
		'grâce à l’équipe municipale',
		'inédit',
		'majorité municipale',
		'modèle du genre',
		'pari tenu',
		'promesse tenue',
		'sans précédent',
		'succès',
		'volontariste'
	].map((term): TermDraft => ({ kind: 'promotional', term })),
	...[
		'le maire',
		'la maire',
		'le président de l’agglomération',
		'la présidente de l’agglomération',
		'adjoint au maire',
		'adjointe au maire'
	].map((term): TermDraft => ({ kind: 'name', term }))
];
