import { Resolver } from 'node:dns/promises';

/** `none`: there is no such record, and that is sure; `silent`: nobody answered, and nothing is known. */
export type Answer<T> = { state: 'found'; value: T } | { state: 'none' } | { state: 'silent' };

/** What is asked of the domain name system. Names without a final point. */
export type Dns = {
	/** Texts, each joined from its pieces. */
	txt(name: string): Promise<Answer<string[]>>;
	/** Names of servers, the preferred first. */
	mx(name: string): Promise<Answer<string[]>>;
	/** IPv4 and IPv6. */
	addresses(name: string): Promise<Answer<string[]>>;
	ptr(address: string): Promise<Answer<string[]>>;
};

/** Asks the machine's own servers, or `server` (`address[:port]`): a few seconds at most for each question. */
export function openDns(server?: string): Dns {
	const resolver = new Resolver({ timeout: 2_000, tries: 2 });
	if (server) resolver.setServers([server]);
	return {
		txt: (name) => answered(async () => (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''))),
		mx: (name) =>
			answered(async () =>
				(await resolver.resolveMx(name)).sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange)
			),
		async addresses(name) {
			const [four, six] = await Promise.all([
				answered(() => resolver.resolve4(name)),
				answered(() => resolver.resolve6(name))
			]);
			const value = [four, six].flatMap((one) => (one.state === 'found' ? one.value : []));
			if (value.length > 0) return { state: 'found', value };
			return [four, six].some(({ state }) => state === 'silent') ? { state: 'silent' } : { state: 'none' };
		},
		ptr: (address) => answered(() => resolver.reverse(address))
	};
}

async function answered(ask: () => Promise<string[]>): Promise<Answer<string[]>> {
	try {
		const value = await ask();
		return value.length > 0 ? { state: 'found', value } : { state: 'none' };
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? '';
		return { state: ['ENOTFOUND', 'ENODATA'].includes(code) ? 'none' : 'silent' };
	}
}
