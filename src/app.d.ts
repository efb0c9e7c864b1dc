import type { IncomingMessage } from 'node:http';
import type { Actor, Reader, Session } from '#foundation/accounts/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import type { Settings } from '#platform/config.server.ts';
import type { DomainError } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';

declare global {
	namespace App {
		interface Locals {
			db: Db;
			settings: Settings;
			store: MediaStore;
			/** In the order of the trait, archived ones left out. */
			structures: Structure[];
			actor: Actor;
			/** Null when nobody is signed in, and for who belongs to no structure yet. */
			reader: Reader | null;
			/** The session of this browser, and the token that its cookie holds. */
			session: (Session & { token: string }) | null;
			/** What the domain refused while this request was answered; the hook gives the answer its status. */
			refusal?: DomainError;
			/** The structure (id) whose letter led here by one of its own links. */
			face?: string;
			/** Notices that the agent has not read; how many of them ask to acknowledge an announcement. */
			unreadNotices: number;
			pendingAcknowledgements: number;
			/** Set by `personally` while a page is made: it shows something of its reader's own, and is kept for nobody. */
			isPersonal?: boolean;
			/** Set while a page is made for all who read alike: it holds marks in place of its reader's own name. */
			isShared?: boolean;
		}
		interface Error {
			message: string;
			/** Of what the domain refused: the page's own status is then 500, so show `error.status ?? status`. */
			status?: number;
			/** Names the line of the log that tells what went wrong. */
			reference?: string;
		}
		interface PageData {
			/** A page that brings its own head and foot: the editor. */
			isBare?: boolean;
		}
		interface Platform {
			req: IncomingMessage;
		}
	}
}
