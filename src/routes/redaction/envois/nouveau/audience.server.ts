import { senderFindings } from '#distribution/senders/index.server.ts';
import { countAudience } from '#distribution/subscribers/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { listServices, senderOf } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { enumerate } from '#kernel/text.ts';
import { senderSettings, type Settings } from '#platform/config.server.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { Receiving } from './receiving.ts';

/** « Qui va recevoir ? », structure by structure: how many, who is left out, and who it comes from. */
export async function receivingOf(
	db: Db,
	publication: Publication,
	structures: Structure[],
	settings: Settings
): Promise<Receiving[]> {
	const audiences = await countAudience(db, publication, settings.sessionSecret);
	const found = audiences.map(async ({ structureId, recipients, excluded }) => {
		const structure = structures.find(({ id }) => id === structureId);
		return {
			...{ structureId, recipients, excluded, name: structure?.name ?? 'Structure archivée', sender: '', fault: '' },
			agents: await agentsOf(db, publication, structureId),
			hasRelay: structure !== undefined && senderSettings(settings, structure.slug).smtpUrl !== undefined,
			...(structure ? addressOf(structure, settings) : {}),
			health: structure ? await senderFindings(db, structure, settings) : []
		};
	});
	return Promise.all(found);
}

function addressOf(structure: Structure, { mailFrom }: Settings): { sender: string } | { fault: string } {
	try {
		const { name, address } = senderOf(structure, mailFrom);
		return { sender: `${name} <${address}>` };
	} catch (error) {
		return { fault: (error as Error).message };
	}
}

/** Which agents of a structure the title is for, in words. */
async function agentsOf(db: Db, { reach, settings: { lists } }: Publication, structureId: string): Promise<string> {
	if (lists.length === 0) return reach === 'internal' ? 'Tous les agents' : 'Les personnes abonnées';
	const own = lists.filter((list) => list.structureId === structureId);
	if (own.length === 0) return 'Les personnes abonnées';
	const services = await listServices(db, structureId);
	const places = own.map(({ serviceId, site }) => {
		const service = services.find(({ id }) => id === serviceId)?.name;
		return [service, site].filter(Boolean).join(', ') || 'tous les services';
	});
	return `Agents : ${enumerate(places)}${reach === 'internal' ? '' : ', et les personnes abonnées'}`;
}
