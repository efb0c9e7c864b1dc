import { parseConnectionUrl } from 'nodemailer/lib/shared';

/** Connections to one server at once, unless `?pool=N` says otherwise. */
export const usualPool = 4;
const mostPool = 50;

export type ConnectionOptions = {
	host?: string | undefined;
	port?: number | undefined;
	secure?: boolean | undefined;
	auth?: { user: string; pass: string } | undefined;
	connectionTimeout: number;
	greetingTimeout: number;
	socketTimeout: number;
};

/**
 * `smtp[s]://user:password@host:port?pool=10&socketTimeout=60000`: what nodemailer calls its options, durations in
 * milliseconds. RFC 5321 §4.5.3.2 asks patience; five minutes without a word end a connection.
 */
export function connectionOptions(url: string): ConnectionOptions {
	const { pool: _, ...said } = parseConnectionUrl(url) as Partial<ConnectionOptions> & { pool?: unknown };
	return { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 300_000, ...said };
}

/** How many connections a URL asks for: `?pool=N`, from 1 to 50; 4 when it says nothing usable. */
export function poolOf(url: string): number {
	const said = Number(new URL(url).searchParams.get('pool'));
	return Number.isInteger(said) && said > 0 ? Math.min(said, mostPool) : usualPool;
}
