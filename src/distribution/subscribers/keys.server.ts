import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	timingSafeEqual,
	type KeyObject
} from 'node:crypto';

/** One key per purpose, so that what is made for one is worth nothing for another. */
function keyFor(secret: string, purpose: string): KeyObject {
	const name = `${purpose} ${secret}`;
	const known = kept.get(name);
	if (known) return known;
	const key = createSecretKey(createHmac('sha256', secret).update(`unisson subscribers: ${purpose}`).digest());
	kept.set(name, key);
	return key;
}

const kept = new Map<string, KeyObject>();

/** What is left of an address once it is erased: nobody reads it back, and the same address gives it again. */
export const addressKey = (secret: string, address: string): string =>
	createHmac('sha256', keyFor(secret, 'address')).update(address.toLowerCase()).digest('base64url');

export type TokenOwner = { subscriberId: string; publicationId: string };

/** Bytes of the seal, then those of the two ids: 63 signs of base64url. */
const sealLength = 15;
const idLength = 16;
const nobody = '00000000-0000-0000-0000-000000000000';

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
	bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const sealOf = (secret: string, purpose: string, ids: Buffer): Buffer =>
	createHmac('sha256', keyFor(secret, `${purpose} seal`))
		.update(ids)
		.digest()
		.subarray(0, sealLength);

const vectorOf = (seal: Buffer): Buffer => Buffer.concat([seal, Buffer.alloc(16 - sealLength)]);

/** Deterministic authenticated encryption in the manner of RFC 5297: the seal of what is inside is also the vector. */
function sealed(secret: string, purpose: string, { subscriberId, publicationId }: TokenOwner): string {
	const ids = Buffer.concat([bytesOf(subscriberId), bytesOf(publicationId)]);
	if (ids.length !== idLength * 2) throw new RangeError('a token is made of two UUIDs');
	const seal = sealOf(secret, purpose, ids);
	const cipher = createCipheriv('aes-256-ctr', keyFor(secret, purpose), vectorOf(seal));
	return Buffer.concat([seal, cipher.update(ids), cipher.final()]).toString('base64url');
}

function opened(secret: string, purpose: string, token: string): TokenOwner | undefined {
	if (!/^[\w-]{63}$/.test(token)) return undefined;
	const bytes = Buffer.from(token, 'base64url');
	const seal = bytes.subarray(0, sealLength);
	const cipher = createDecipheriv('aes-256-ctr', keyFor(secret, purpose), vectorOf(seal));
	const ids = Buffer.concat([cipher.update(bytes.subarray(sealLength)), cipher.final()]);
	if (!timingSafeEqual(seal, sealOf(secret, purpose, ids))) return undefined;
	return { subscriberId: idOf(ids.subarray(0, idLength)), publicationId: idOf(ids.subarray(idLength)) };
}

/**
 * What the two links of a letter carry: who receives which title. Opaque, the same for every issue, and without end: a
 * letter found years later still lets its reader leave.
 */
export const subscriberToken = (secret: string, owner: TokenOwner): string => sealed(secret, 'letter', owner);

/** Whose a token is; undefined for one that we did not make. */
export const readSubscriberToken = (secret: string, token: string): TokenOwner | undefined =>
	opened(secret, 'letter', token);

/** The link of the mail that asks to confirm. It opens nothing else. */
export const confirmationToken = (secret: string, subscriberId: string): string =>
	sealed(secret, 'confirmation', { subscriberId, publicationId: nobody });

/** Who confirms; undefined for a token that we did not make. */
export const readConfirmationToken = (secret: string, token: string): string | undefined =>
	opened(secret, 'confirmation', token)?.subscriberId;
