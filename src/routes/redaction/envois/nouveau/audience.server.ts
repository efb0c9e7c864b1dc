import { senderFindings } from '#distribution/senders/index.server.ts';
import { countAudience, countLists } from '#distribution/subscribers/index.server.ts';
import type { Publication } from '#editions/publications/index.ts';
import { senderOf } from '#foundation/structures/index.server.ts';
import type { Structure } from '#foundation/structures/index.ts';
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
	const lists = await countLists(db, publication, settings.sessionSecret, audiences);
	const found = audiences.map(async ({ structureId, recipients, excluded }) => {
		const structure = structures.find(({ id }) => id === structureId);
		return {
			...{ structureId, recipients, excluded, name: structure?.name ?? 'Structure archivée', sender: '', fault: '' },
			lists: lists.filter((list) => list.structureId === structureId),
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
