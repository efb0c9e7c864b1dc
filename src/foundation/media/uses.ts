import type { Db, Tx } from '#platform/database/index.server.ts';
import type { ConsentUse } from './consents.ts';

/** `live`: readers see it now; `planned`: they will; `working`: only writers do; `past`: an old version holds it. */
export type UseMoment = 'live' | 'planned' | 'working' | 'past';

export const useMomentLabels: Record<UseMoment, string> = {
	live: 'En ligne',
	planned: 'À paraître',
	working: 'En cours d’écriture',
	past: 'Anciennes versions'
};

/** Somewhere a media is shown. */
export type MediaUse = {
	mediaId: string;
	/** "Article", "Une de la Ville", "Infolettre". */
	place: string;
	title: string;
	/** Where the desk goes to change it; null when it is changed by hand, elsewhere. */
	href: string | null;
	moment: UseMoment;
	/** Whether readers have ever seen it there. */
	wasPublished: boolean;
	/** By which uses readers see it now. */
	uses: ConsentUse[];
	/** What there is to do when the media is taken away. */
	todo: string;
	/** Whose desk is told (structure ids), and who wrote it. */
	structures: string[];
	authors: string[];
};

/** What the library asks of those who use it, and who stand above it. */
export type MediaPlaces = {
	/** Every use of these media, what readers see first. */
	list(db: Db, mediaIds: string[]): Promise<MediaUse[]>;
	/** Ids of all that is shown somewhere, old versions left out. */
	used(db: Db): Promise<Set<string>>;
	/** Throws away what was kept for reading and shows this media. */
	forget(tx: Tx, mediaId: string): Promise<void>;
};
