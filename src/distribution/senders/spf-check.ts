import { check, silence, type Said } from './check.ts';
import type { Facts, SenderRoute } from './facts.server.ts';
import { relayOf } from './relays.ts';
import type { Check, DnsRecord, Verdict } from './sender.ts';

/** Who may send in the name of the domain that returns go to (RFC 7208). */
export function spfCheck(route: SenderRoute, { spf, host }: Facts): Check {
	const domain = route.envelope;
	const own = relayOf(route.relay.host)?.spf ?? ownMechanism(route, host);
	const txt = (value: string): DnsRecord => ({ name: domain, type: 'TXT', value });
	const said = (verdict: Verdict, message: string, more: Said = {}) => check('spf', verdict, message, more);
	if (spf.state === 'silent') return said('unknown', silence);
	const fresh = { publish: txt(`v=spf1 ${own} -all`) };
	if (spf.state === 'none')
		return said(
			'bad',
			`${domain} ne dit pas quels serveurs peuvent envoyer en son nom. Publiez cet enregistrement.`,
			fresh
		);
	if (spf.state === 'several')
		return said('bad', `${domain} a plusieurs enregistrements SPF, ce qui les annule tous : gardez-en un seul.`);
	const { record, lookups, covers } = spf;
	const found = record;
	const all = /(?:^|\s)([+?~-]?)all(?:\s|$)/i.exec(record)?.[1];
	const closed = record.replace(/\s+[+?~-]?all\s*$/i, '');
	if (all === '' || all === '+')
		return said('bad', 'Il autorise le monde entier à écrire au nom du domaine : terminez-le par « -all ».', {
			...{ found, publish: txt(`${closed} -all`) }
		});
	if (lookups > 10)
		return said('bad', `Il demande ${lookups} recherches ; au-delà de 10, les messageries le tiennent pour nul.`, {
			found
		});
	if (covers === false)
		return said('warn', `Il n’autorise pas ${route.relay.host}, par où partent les lettres.`, {
			...{ found, publish: txt(`${closed} ${own} ${all ?? '~'}all`) }
		});
	if (all === undefined && !/\bredirect=/i.test(record))
		return said('warn', 'Il ne dit rien des autres serveurs : terminez-le par « -all ».', {
			...{ found, publish: txt(`${record} -all`) }
		});
	if (all === '?')
		return said('warn', 'Il ne se prononce pas sur les autres serveurs : terminez-le par « -all ».', {
			...{ found, publish: txt(`${closed} -all`) }
		});
	if (covers === null)
		return said(
			'good',
			'Il est publié. L’adresse publique du serveur d’envoi n’est pas connue d’ici : vérifiez qu’elle y figure.',
			{ found }
		);
	return said('good', 'Il est publié, et il autorise le serveur d’envoi.', { found });
}

/** How a record names our own server: by its addresses, else by the name of this installation. */
function ownMechanism({ origin }: SenderRoute, host: Facts['host']): string {
	if (host) return host.addresses.map((one) => (one.includes(':') ? `ip6:${one}` : `ip4:${one}`)).join(' ');
	return origin ? `a:${origin}` : 'ip4:ADRESSE-DU-SERVEUR';
}
