import { alignmentCheck, dkimCheck, dmarcCheck } from './authentication.ts';
import { check, silence, type Said } from './check.ts';
import type { Facts, SenderRoute } from './facts.server.ts';
import type { Check, SenderFinding, SenderHealth, Verdict } from './sender.ts';
import { spfCheck } from './spf-check.ts';

/** What receivers will find wrong in how a structure sends, and what to publish; in the order in which it is to be mended. */
export const checksOf = (route: SenderRoute, facts: Facts): Check[] => [
	spfCheck(route, facts),
	dkimCheck(route, facts),
	alignmentCheck(route, facts),
	dmarcCheck(route, facts),
	mxCheck('mx', route.from, facts.mx, 'Les réponses des lecteurs'),
	...(route.hasReturns ? [mxCheck('returns', route.envelope, facts.returns, 'Les retours')] : []),
	ptrCheck(route, facts)
];

/** Providers under the law of another country than those of the Union, whatever the place of their machines. */
const abroad =
	/(^|\.)(google\.com|googlemail\.com|outlook\.com|pphosted\.com|mimecast\.com|zoho\.com|secureserver\.net)\.?$/i;

function mxCheck(code: 'mx' | 'returns', domain: string, answer: Facts['mx'], what: string): Check {
	const said = (verdict: Verdict, message: string, more: Said = {}) => check(code, verdict, message, more);
	if (answer.state === 'silent') return said('unknown', silence);
	const servers = answer.state === 'found' ? answer.value.filter((name) => name !== '' && name !== '.') : [];
	if (servers.length === 0)
		return said('bad', `${what} n’arrivent nulle part : ${domain} n’a pas de serveur de messagerie.`, {
			publish: { name: domain, type: 'MX', value: `10 SERVEUR-DE-MESSAGERIE` }
		});
	const found = servers.join(', ');
	if (servers.some((name) => abroad.test(name)))
		return said('warn', `${what} arrivent chez un hébergeur qui n’est pas de l’Union européenne.`, { found });
	return said('good', `${what} arrivent.`, { found });
}

function ptrCheck({ relay }: SenderRoute, { host }: Facts): Check {
	const said = (verdict: Verdict, message: string, found: string | null = null) =>
		check('ptr', verdict, message, { found });
	if (!host)
		return said(
			'unknown',
			relay.isOurs
				? 'Les lettres partent par un serveur de la maison, dont l’adresse publique n’est pas connue d’ici : demandez à qui ' +
						'l’administre que cette adresse ait un nom, et que ce nom ramène à elle.'
				: `L’adresse de ${relay.host} n’a pas été trouvée.`
		);
	if (host.name.state === 'silent') return said('unknown', silence);
	const name = host.name.state === 'found' ? host.name.value[0]! : null;
	const [address = ''] = host.addresses;
	if (!name)
		return said(
			'warn',
			`L’adresse ${address} n’a pas de nom : Gmail et Orange le demandent. Il se règle chez l’hébergeur.`
		);
	if (!host.isConfirmed) return said('warn', `${address} se nomme ${name}, mais ce nom ne ramène pas à elle.`, name);
	return said('good', 'L’adresse du serveur d’envoi a un nom, qui ramène à elle.', name);
}

/** Whether letters really leave, under a name that exists: only then anything is asked. */
export const isWatched = ({ isReserved, hasRelay, address }: SenderHealth): boolean =>
	hasRelay && !isReserved && address !== null;

/** What the gate says before a sending: what is wrong stops a first one, and warns those who have sent before. */
export function findingsOf(health: SenderHealth, name: string, isFirst: boolean): SenderFinding[] {
	if (!isWatched(health)) return [];
	if (health.checkedAt === null)
		return [{ level: 'warns', message: `La santé de l’expéditeur de « ${name} » n’a pas encore été vérifiée.` }];
	return health.checks
		.filter(({ verdict }) => verdict === 'bad' || verdict === 'warn')
		.map(({ verdict, message, code }) => ({
			level: verdict === 'bad' && isFirst ? 'blocks' : 'warns',
			message: `${name}, ${code.toUpperCase()} : ${message}`
		}));
}
