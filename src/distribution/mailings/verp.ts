import { createHmac, timingSafeEqual } from 'node:crypto';

const macSigns = 12;

const macOf = (secret: string, hex: string): string =>
	createHmac('sha256', `${secret} returns`).update(hex).digest('hex').slice(0, macSigns);

/**
 * What an address of return says of a delivery: its id and a keyed hash, in signs that no mail server changes (lower-case
 * hexadecimal, 44 of them).
 */
export function bounceToken(secret: string, deliveryId: string): string {
	const hex = deliveryId.replaceAll('-', '');
	return `${hex}${macOf(secret, hex)}`;
}

/** The delivery that a token names; undefined for one that is not ours. */
export function readBounceToken(secret: string, token: string): string | undefined {
	const match = new RegExp(`^([0-9a-f]{32})([0-9a-f]{${macSigns}})$`).exec(token.toLowerCase());
	if (!match) return undefined;
	const [, hex = '', mac = ''] = match;
	if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, hex)))) return undefined;
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `retours@lettre.ville.fr` → `retours+TOKEN@lettre.ville.fr` (VERP). */
export const returnPath = (bounceAddress: string, token: string): string => bounceAddress.replace('@', `+${token}@`);
