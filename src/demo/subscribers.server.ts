import { importSubscribers, leave, showSubscriber, suppress } from '#distribution/subscribers/index.server.ts';
import { findPublication } from '#editions/publications/index.server.ts';
import { operator } from '#foundation/accounts/index.ts';
import { listStructures } from '#foundation/structures/index.server.ts';
import type { Db } from '#platform/database/index.server.ts';

const firstNames = ['camille', 'louise', 'amadou', 'ines', 'hugo', 'mei', 'yanis', 'odile', 'karim', 'jeanne', 'theo'];
const lastNames = [
	'besson',
	'carlier',
	'diallo',
	'ferreira',
	'guillou',
	'haddad',
	'jourdan',
	'lacroix',
	'moreau',
	'nguyen'
];

/** Residents who do not exist, at addresses that reach nobody (RFC 2606). */
const residents = firstNames.flatMap((first) =>
	lastNames.flatMap((last) => ['exemple.example', 'courriel.example'].map((domain) => `${first}.${last}@${domain}`))
);

/** A few hundred residents read the public letter of the Agglo; some have left, and two addresses are put aside. */
export async function loadDemoSubscribers(db: Db, secret: string): Promise<void> {
	const publication = await findPublication(db, 'la-lettre-de-l-agglo');
	if (!publication) return;
	const structures = await listStructures(db);
	const slugs = structures.filter(({ id }) => publication.voices.includes(id)).map(({ slug }) => slug);
	const lines = residents.map((address, index) => `${address};${slugs[index % slugs.length] ?? ''}`);
	const file = (async function* () {
		yield Buffer.from(`courriel;structure\n${lines.join('\n')}\n`);
	})();
	const origin = 'Inscriptions au forum des associations, 5 septembre 2026';
	await importSubscribers(db, operator, file, { publicationId: publication.id, origin, secret });
	for (const address of residents.filter((_, index) => index % 31 === 7)) {
		const { id: subscriberId } = await showSubscriber(db, address, secret);
		const asked = { subscriberId, publicationId: publication.id, source: 'Lien de la lettre' };
		await db.transaction().execute((tx) => leave(tx, null, asked));
	}
	const [dead, spam] = residents.slice(40);
	await db.transaction().execute(async (tx) => {
		await suppress(tx, null, { address: dead!, scope: 'all', reason: 'hard' }, secret);
		await suppress(tx, null, { address: spam!, scope: publication.id, reason: 'complaint' }, secret);
	});
}
