import { check, silence, type Said } from './check.ts';
import { isAligned, tagsOf } from './domains.ts';
import type { Facts, SenderRoute } from './facts.server.ts';
import type { Check, DnsRecord, Verdict } from './sender.ts';

/** Whether the key that signs is the one that receivers find (RFC 6376). */
export function dkimCheck({ dkim, from }: SenderRoute, { dkim: answer }: Facts): Check {
	const said = (verdict: Verdict, message: string, more: Said = {}) => check('dkim', verdict, message, more);
	if (!dkim)
		return said(
			'unknown',
			'Aucune clé n’est réglée ici (DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY). Si le serveur d’envoi signe lui-même ' +
				`au nom de ${from}, c’est bien ainsi ; sinon les lettres partent sans signature.`
		);
	const { key, domain, selector } = dkim;
	if (!key) return said('bad', 'Le réglage DKIM_PRIVATE_KEY ne contient pas de clé qui puisse être lue.');
	const name = `${selector}._domainkey.${domain}`;
	const publish: DnsRecord = { name, type: 'TXT', value: `v=DKIM1; k=${key.kind}; p=${key.texts[0]}` };
	if (answer.state === 'silent') return said('unknown', silence);
	if (answer.state === 'none')
		return said('bad', 'La clé publique n’est pas publiée : les signatures ne valent rien.', { publish });
	const found = answer.value.find((text) => tagsOf(text).has('p')) ?? answer.value[0]!;
	const published = (tagsOf(found).get('p') ?? '').replace(/\s+/g, '');
	if (published === '') return said('bad', 'La clé publiée est révoquée (p= vide).', { found, publish });
	if (!key.texts.includes(published))
		return said('bad', 'La clé publiée n’est pas celle qui signe : toutes les signatures seront fausses.', {
			found,
			publish
		});
	if (key.kind === 'rsa' && key.bits < 1024)
		return said('bad', `La clé ne fait que ${key.bits} bits : les messageries la refusent. Faites-en une de 2048.`, {
			found
		});
	if (key.kind === 'rsa' && key.bits < 2048)
		return said('warn', `La clé fait ${key.bits} bits ; 2048 sont conseillés.`, { found });
	return said('good', 'La clé publiée est celle qui signe les lettres.', { found });
}

/** Which of the two proofs speaks for the domain that readers see (RFC 7489 §3.1), as the record itself asks it. */
export function alignmentOf(route: SenderRoute, { dmarc }: Facts): { spf: boolean; dkim: boolean } {
	const tags = dmarc.answer.state === 'found' ? tagsOf(dmarc.answer.value[0]!) : new Map<string, string>();
	return {
		spf: isAligned(route.envelope, route.from, tags.get('aspf') === 's'),
		dkim: route.dkim !== null && isAligned(route.dkim.domain, route.from, tags.get('adkim') === 's')
	};
}

/** Whether a proof speaks for the domain that readers see. */
export function alignmentCheck(route: SenderRoute, facts: Facts): Check {
	const { spf, dkim } = alignmentOf(route, facts);
	const said = (verdict: Verdict, message: string) => check('alignment', verdict, message);
	if (spf && (dkim || !route.dkim))
		return said('good', `L’expéditeur, ses retours et sa signature parlent tous au nom de ${route.from}.`);
	if (dkim)
		return said(
			'warn',
			`La signature vaut pour ${route.from}, mais les retours vont à ${route.envelope} (BOUNCE_ADDRESS).`
		);
	if (spf)
		return said(
			'warn',
			`La signature est au nom de ${route.dkim?.domain}, qui n’est pas ${route.from} : elle ne compte pas.`
		);
	return said(
		'bad',
		`Rien ne prouve que les lettres viennent de ${route.from} : ni les retours (${route.envelope}), ni la signature. ` +
			'Une structure écrit de son propre domaine, avec sa propre clé.'
	);
}

/** What the domain asks of receivers when somebody writes in its name (RFC 7489). */
export function dmarcCheck({ from }: SenderRoute, { dmarc: { answer, at } }: Facts): Check {
	const said = (verdict: Verdict, message: string, more: Said = {}) => check('dmarc', verdict, message, more);
	const record = (value: string): DnsRecord => ({ name: `_dmarc.${at}`, type: 'TXT', value });
	const advised = record(`v=DMARC1; p=quarantine; rua=mailto:dmarc@${at}`);
	if (answer.state === 'silent') return said('unknown', silence);
	if (answer.state === 'none')
		return said('bad', `${from} ne dit pas que faire des messages qui usurpent son nom. Publiez cet enregistrement.`, {
			publish: record(`v=DMARC1; p=quarantine; rua=mailto:dmarc@${from}`)
		});
	const found = answer.value[0]!;
	if (answer.value.length > 1)
		return said('bad', 'Il y en a plusieurs, ce qui les annule tous : gardez-en un seul.', { found });
	const tags = tagsOf(found);
	const policy = ((at !== from && tags.get('sp')) || tags.get('p') || '').toLowerCase();
	if (!['none', 'quarantine', 'reject'].includes(policy))
		return said('bad', 'Sa consigne (p=) ne se comprend pas.', { found, publish: advised });
	if (policy === 'none')
		return said(
			'warn',
			'Il observe sans protéger (p=none). « quarantine » ou « reject » est demandé aux collectivités.',
			{
				...{ found, publish: advised }
			}
		);
	return said(
		'good',
		policy === 'reject' ? 'Les usurpations sont refusées.' : 'Les usurpations sont mises à l’écart.',
		{ found }
	);
}
