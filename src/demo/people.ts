import { demoDomain, type Role } from '#foundation/accounts/index.ts';
import type { DemoSlug } from './territory.ts';

/** Somebody of the demo, with an account. */
type DemoAgent = {
	email: string;
	staffNumber: string;
	firstName: string;
	lastName: string;
	jobTitle: string;
	/** Structure and the name of a service of its chart; the first is the one read as. */
	memberships: [DemoSlug, string][];
	roles: { role: Role; structure?: DemoSlug }[];
};

const at = (name: string) => `${name}@${demoDomain}`;

export const agents: DemoAgent[] = [
	{
		email: at('redaction'),
		staffNumber: '20117',
		firstName: 'Maud',
		lastName: 'Berthier',
		jobTitle: 'Responsable de la communication',
		memberships: [
			['agglo', 'Ressources et services communs'],
			['ville', 'Direction générale et cabinet'],
			['ccas', 'Direction'],
			['lourdine', 'Ressources']
		],
		roles: [{ role: 'editor' }]
	},
	{
		email: at('dgs'),
		staffNumber: '10001',
		firstName: 'Claire',
		lastName: 'Aubanel',
		jobTitle: 'Directrice générale des services',
		memberships: [
			['ville', 'Direction générale et cabinet'],
			['agglo', 'Direction générale et cabinet'],
			['ccas', 'Direction']
		],
		roles: [
			{ role: 'direction', structure: 'ville' },
			{ role: 'direction', structure: 'agglo' },
			{ role: 'direction', structure: 'ccas' }
		]
	},
	{
		email: at('drh'),
		staffNumber: '20004',
		firstName: 'Karim',
		lastName: 'Ouadah',
		jobTitle: 'Directeur des ressources humaines',
		memberships: [
			['agglo', 'Ressources et services communs'],
			['ville', 'Direction générale et cabinet'],
			['ccas', 'Direction']
		],
		roles: [
			{ role: 'hr', structure: 'ville' },
			{ role: 'hr', structure: 'agglo' },
			{ role: 'hr', structure: 'ccas' }
		]
	},
	{
		email: at('valideur.ville'),
		staffNumber: '10032',
		firstName: 'Bruno',
		lastName: 'Castelain',
		jobTitle: 'Directeur de cabinet de la Ville',
		memberships: [['ville', 'Direction générale et cabinet']],
		roles: [{ role: 'approver', structure: 'ville' }]
	},
	{
		email: at('valideur.agglo'),
		staffNumber: '20032',
		firstName: 'Sandrine',
		lastName: 'Teillaud',
		jobTitle: 'Directrice générale adjointe, environnement',
		memberships: [['agglo', 'Environnement et cycle de l’eau']],
		roles: [{ role: 'approver', structure: 'agglo' }]
	},
	{
		email: at('equipe'),
		staffNumber: '10214',
		firstName: 'Nadège',
		lastName: 'Ferrand',
		jobTitle: 'Cheffe d’équipe espaces verts, secteur Nord',
		memberships: [['ville', 'Technique et cadre de vie']],
		roles: [{ role: 'contributor', structure: 'ville' }]
	},
	{
		email: at('agent.ville'),
		staffNumber: '10158',
		firstName: 'Mélanie',
		lastName: 'Brossard',
		jobTitle: 'ATSEM, école des Tilleuls',
		memberships: [['ville', 'Éducation, enfance, jeunesse']],
		roles: []
	},
	{
		email: at('agent.agglo'),
		staffNumber: '20141',
		firstName: 'Youssef',
		lastName: 'Hamdani',
		jobTitle: 'Ripeur, collecte des déchets',
		memberships: [['agglo', 'Environnement et cycle de l’eau']],
		roles: []
	},
	{
		email: at('admin'),
		staffNumber: '20009',
		firstName: 'Lise',
		lastName: 'Carpentras',
		jobTitle: 'Administratrice des systèmes d’information',
		memberships: [
			['agglo', 'Ressources et services communs'],
			['ville', 'Direction générale et cabinet']
		],
		roles: [{ role: 'admin' }]
	}
];
