import type { ArticleState } from '#editorial/articles/index.ts';
import type { Day, Instant } from '#kernel/dates.ts';

export type RequestState = 'new' | 'answered' | 'accepted' | 'declined';

/** In the words of who asked. */
export const requestStateLabels: Record<RequestState, string> = {
	new: 'Envoyée',
	answered: 'Répondue',
	accepted: 'Acceptée',
	declined: 'Déclinée'
};

/** A service asks the communication for something. */
export type CommunicationRequest = {
	id: string;
	structureId: string;
	sectionId: string | null;
	/** Who asks; null once his account is gone. */
	agent: { id: string; name: string; jobTitle: string } | null;
	subject: string;
	message: string;
	/** For whom, as he says it. */
	audience: string;
	wantedOn: Day | null;
	contact: string;
	state: RequestState;
	answer: string;
	answeredBy: string;
	answeredAt: Instant | null;
	/** The article that it became. */
	article: { id: string; slug: string; state: ArticleState } | null;
	createdAt: Instant;
};

/** What is typed to ask. `sectionId` and `wantedOn` may be empty. */
export type RequestInput = {
	subject: string;
	message: string;
	audience: string;
	wantedOn: string;
	contact: string;
	sectionId: string;
};
