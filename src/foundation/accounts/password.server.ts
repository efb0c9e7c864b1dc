import { hash, verify } from '@node-rs/argon2';

/** argon2id is 2 in the library's own list, a const enum that erasable TypeScript cannot read. */
const argon2id = 2;

/** Memory in KiB. Above the least that OWASP asks of argon2id (19 MiB, 2 passes); about 50 ms, off the event loop. */
export const hashing = { algorithm: argon2id, memoryCost: 19_456, timeCost: 4, parallelism: 1 };

/** What is verified when there is no account or no password, so that the answer takes as long. Opens nothing. */
export const decoy =
	'$argon2id$v=19$m=19456,t=4,p=1$oKYkis/SJ3uePDTFV3NQxQ$cmBKxoEyaLyQ0NYyZKeoJkQvBHausvgw1RntcohLI94';

/** Keyboards write the same accent in two ways. */
const composed = (password: string) => password.normalize('NFC');

/** argon2id as PHC text. Whoever calls has checked the password's rules. */
export const hashPassword = (password: string): Promise<string> => hash(composed(password), hashing);

/** Whether this is the password. Does the same work when there is none to compare with. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	const isRight = await verify(passwordHash ?? decoy, composed(password).slice(0, 1000));
	return isRight && passwordHash !== null;
}
