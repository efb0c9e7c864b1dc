import { ruleOf, rules, type Visitor } from '../access.ts';

export type Way = { href: string; label: string };

/** Where the desk leads, one line each; what the route's rule does not let somebody open is not shown to him. */
const ways: Way[] = [
	{ href: '/redaction/validations', label: 'Validations' },
	{ href: '/redaction/calendrier', label: 'Calendrier' },
	{ href: '/redaction/numeros', label: 'Numéros' },
	{ href: '/redaction/demandes', label: 'Demandes' },
	{ href: '/redaction/mediatheque', label: 'Médiathèque' },
	{ href: '/journaux', label: 'Journaux et infolettres' },
	{ href: '/redaction/envois', label: 'Envois' },
	{ href: '/redaction/envois/retours', label: 'Retours' },
	{ href: '/redaction/abonnes', label: 'Abonnés' },
	{ href: '/redaction/territoires', label: 'Territoires' },
	{ href: '/redaction/circuits', label: 'Circuits' },
	{ href: '/redaction/lexique', label: 'Lexique' },
	{ href: '/redaction/commentaires', label: 'Commentaires' },
	{ href: '/administration/rubriques', label: 'Rubriques' },
	{ href: '/administration/elections', label: 'Périodes préélectorales' },
	{ href: '/administration/expediteurs', label: 'Expéditeurs' }
];

export const waysFor = (visitor: Pick<Visitor, 'actor' | 'reader'>): Way[] =>
	ways.filter(({ href }) => rules[ruleOf(href)].allows({ ...visitor, isLocal: false }));
