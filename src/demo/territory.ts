import type { Stance } from '#foundation/sections/index.ts';
import { plainIdentity, type Identity, type StructureKind } from '#foundation/structures/index.ts';

/** The demo territory: every name is invented, addresses are of reserved domains. */

export type DemoSlug = 'ville' | 'agglo' | 'ccas' | 'lourdine';

type DemoStructure = {
	slug: DemoSlug;
	name: string;
	shortName: string;
	kind: StructureKind;
	identity: Identity;
	/** Service and its headcount in agents. */
	services: [string, number][];
};

const identity = (
	name: string,
	face: Pick<Identity, 'accent' | 'accentDark' | 'typeface'>,
	domain: string,
	seat: string
): Identity => ({
	...plainIdentity(name),
	...face,
	sender: { name, address: `lettre@${domain}`, replyTo: `communication@${domain}` },
	legal: {
		publisher: name,
		director: seat.startsWith('Place') ? 'Hélène Vasseur-Lacombe, maire de Brézanne' : `La présidence de ${name}`,
		address: seat,
		phone: '04 65 71 20 00',
		email: `contact@${domain}`,
		host: `${name}, service commun des systèmes d’information`,
		hostCountry: 'France',
		dpo: `dpo@${domain}`
	},
	accessibility: {
		rate: null,
		auditedOn: null,
		auditor: '',
		contact: `accessibilite@${domain}`,
		planUrl: null,
		yearUrl: null
	}
});

export const structures: DemoStructure[] = [
	{
		slug: 'ville',
		name: 'Ville de Brézanne',
		shortName: 'Ville',
		kind: 'commune',
		identity: identity(
			'Ville de Brézanne',
			{ accent: '#9a2b3c', accentDark: '#f08b98', typeface: 'bricolage' },
			'ville-brezanne.example',
			'Place de l’Hôtel-de-Ville, 99010 Brézanne'
		),
		services: [
			['Direction générale et cabinet', 6],
			['Éducation, enfance, jeunesse', 128],
			['Technique et cadre de vie', 122],
			['Culture, sport, vie associative', 58],
			['Population et tranquillité', 38],
			['Urbanisme', 13]
		]
	},
	{
		slug: 'agglo',
		name: 'Brézanne Val d’Ormelle Agglo',
		shortName: 'Agglo',
		kind: 'intercommunality',
		identity: identity(
			'Brézanne Val d’Ormelle Agglo',
			{ accent: '#0b5f6e', accentDark: '#63c4d3', typeface: 'schibsted' },
			'ormelle-agglo.example',
			'12, quai de l’Ormelle, 99010 Brézanne'
		),
		services: [
			['Direction générale et cabinet', 6],
			['Ressources et services communs', 58],
			['Environnement et cycle de l’eau', 106],
			['Culture et sport', 44],
			['Économie, tourisme, emploi', 16],
			['Habitat, mobilité, urbanisme', 18],
			['Petite enfance', 12]
		]
	},
	{
		slug: 'ccas',
		name: 'CCAS de Brézanne',
		shortName: 'CCAS',
		kind: 'ccas',
		identity: identity(
			'CCAS de Brézanne',
			{ accent: '#6b3f87', accentDark: '#c79be6', typeface: 'fraunces' },
			'ccas-brezanne.example',
			'4, rue du Lavoir, 99010 Brézanne'
		),
		services: [
			['Direction', 3],
			['Aide à domicile', 34],
			['Résidence autonomie', 16],
			['Action sociale', 11],
			['Portage de repas', 6]
		]
	},
	{
		slug: 'lourdine',
		name: 'CC des Hauts de Lourdine',
		shortName: 'CC des Hauts',
		kind: 'intercommunality',
		identity: identity(
			'CC des Hauts de Lourdine',
			{ accent: '#4d6317', accentDark: '#b3cf6b', typeface: 'newsreader' },
			'hauts-lourdine.example',
			'Route des Crêtes, 99210 Montaurel'
		),
		services: [
			['Direction générale', 3],
			['Enfance et jeunesse', 28],
			['Environnement', 20],
			['Ressources', 10],
			['Culture et tourisme', 8],
			['France services', 6]
		]
	}
];

type DemoSection = { slug: string; name: string; description: string; remits: Record<DemoSlug, [Stance, string]> };

const nobody: [Stance, string] = ['none', ''];

export const sections: DemoSection[] = [
	{
		slug: 'vie-des-services',
		name: 'Vie des services',
		description: 'Ce que font les équipes, comment elles s’organisent, ce qui change dans la maison.',
		remits: {
			ville: ['leads', 'Les métiers de proximité et l’accueil'],
			agglo: ['leads', 'Les services communs'],
			ccas: ['relays', 'Le soin et l’aide'],
			lourdine: ['relays', 'La vie des services de montagne']
		}
	},
	{
		slug: 'ressources-humaines',
		name: 'Ressources humaines',
		description: 'Carrière, temps de travail, santé, formation : les règles et les dates qui concernent chacun.',
		remits: {
			ville: ['relays', 'Ce qui s’applique aux agents de la Ville'],
			agglo: ['leads', 'Le service commun des ressources humaines'],
			ccas: ['relays', 'Les particularités des métiers du domicile'],
			lourdine: ['leads', 'Les agents de la communauté de communes']
		}
	},
	{
		slug: 'environnement',
		name: 'Environnement',
		description: 'Eau, déchets, espaces verts, énergie.',
		remits: {
			ville: ['relays', 'Les parcs, les rues, les gestes de quartier'],
			agglo: ['leads', 'L’eau, la collecte, les déchèteries'],
			ccas: nobody,
			lourdine: ['leads', 'Les forêts, les sources et le tri en montagne']
		}
	},
	{
		slug: 'mobilites',
		name: 'Mobilités',
		description: 'Voirie, bus, vélo, viabilité hivernale.',
		remits: {
			ville: ['leads', 'Les rues, les trottoirs, le stationnement'],
			agglo: ['leads', 'Les bus et les zones d’activités'],
			ccas: ['relays', 'Le transport à la demande des personnes âgées'],
			lourdine: ['leads', 'Les routes de montagne']
		}
	},
	{
		slug: 'education',
		name: 'Éducation',
		description: 'Écoles, cantines, petite enfance, jeunesse.',
		remits: {
			ville: ['leads', 'Les écoles et la restauration scolaire'],
			agglo: ['relays', 'Les crèches'],
			ccas: nobody,
			lourdine: ['leads', 'Le périscolaire des villages']
		}
	},
	{
		slug: 'culture-sport',
		name: 'Culture et sport',
		description: 'Médiathèques, école de musique, piscines, fêtes.',
		remits: {
			ville: ['leads', 'La médiathèque et la vie associative'],
			agglo: ['leads', 'Les équipements d’agglomération'],
			ccas: nobody,
			lourdine: ['relays', 'Les rendez-vous des Hauts']
		}
	},
	{
		slug: 'habitat-solidarites',
		name: 'Habitat et solidarités',
		description: 'Logement, aide à domicile, accueil social, santé.',
		remits: {
			ville: ['relays', 'L’accueil et l’orientation'],
			agglo: ['leads', 'Le logement'],
			ccas: ['leads', 'L’aide aux personnes'],
			lourdine: ['relays', 'France services']
		}
	},
	{
		slug: 'economie-emploi',
		name: 'Économie et emploi',
		description: 'Zones d’activités, commerce, tourisme, offres d’emploi.',
		remits: {
			ville: ['relays', 'Le commerce du centre'],
			agglo: ['leads', 'Les entreprises et l’emploi'],
			ccas: nobody,
			lourdine: ['relays', 'L’artisanat et les fermes']
		}
	}
];

/** The order of each home page: slugs of articles, the lead first. */
export const frontPages: Record<DemoSlug, string[]> = {
	ville: ['plan-de-viabilite-hivernale', 'zoom-cuisine-municipale', 'nouvelle-ligne-de-bus', 'portrait-nadia-atsem'],
	agglo: ['plan-de-viabilite-hivernale', 'eau-ormelle-prix-engagements', 'nouvelle-ligne-de-bus', 'portrait-rippeur'],
	ccas: ['portage-de-repas-hiver', 'plan-de-viabilite-hivernale', 'permanence-logement'],
	lourdine: ['france-services-lourdine', 'plan-de-viabilite-hivernale', 'enquete-mobilite']
};
