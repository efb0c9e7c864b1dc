import dns2 from 'dns2';

const { Packet } = dns2;

/** What a zone holds, by name: texts, servers of mail, addresses, names of addresses. `null`: the server says nothing at all. */
export type Zone = Record<string, { txt?: string[]; mx?: string[]; a?: string[]; ptr?: string[] } | null>;

/** A real DNS server on a free loopback port that answers from `zone`, which may change meanwhile. */
export async function openNames(zone: Zone): Promise<{ server: string; zone: Zone; close(): Promise<void> }> {
	const server = dns2.createServer({
		udp: true,
		handle(request, send) {
			const response = Packet.createResponseFromRequest(request);
			const [question] = request.questions;
			const name = question?.name.toLowerCase() ?? '';
			const held = zone[name];
			if (held === null) return;
			const answers = held ? recordsOf(held, question?.type ?? 0) : [];
			const common = { name, ttl: 1, class: Packet.CLASS.IN };
			for (const answer of answers) response.answers.push({ ...common, ...answer } as never);
			if (!held) response.header.rcode = Packet.RCODE.NXDOMAIN;
			void send(response);
		}
	});
	const { udp } = await server.listen({ udp: { port: 0, address: '127.0.0.1' } });
	return { server: `127.0.0.1:${udp!.port}`, zone, close: () => server.close() as unknown as Promise<void> };
}

function recordsOf({ txt = [], mx = [], a = [], ptr = [] }: NonNullable<Zone[string]>, type: number): object[] {
	switch (type) {
		case Packet.TYPE.TXT:
			// A text of a zone is made of pieces of 255 signs at most.
			return txt.map((text) => ({ type, data: text.match(/.{1,255}/g) ?? [''] }));
		case Packet.TYPE.MX:
			return mx.map((exchange, index) => ({ type, exchange, priority: 10 * (index + 1) }));
		case Packet.TYPE.A:
			return a.map((address) => ({ type, address }));
		case Packet.TYPE.PTR:
			return ptr.map((domain) => ({ type, domain }));
		default:
			return [];
	}
}
