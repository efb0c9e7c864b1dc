import type { Day, Instant } from '#kernel/dates.ts';
import type { RequestState } from './request.ts';

export type CommunicationRequestTable = {
	id: string;
	structureId: string;
	sectionId: string | null;
	agentId: string | null;
	subject: string;
	message: string;
	audience: string;
	wantedOn: Day | null;
	contact: string;
	state: RequestState;
	answer: string;
	answeredBy: string | null;
	answeredAt: Instant | null;
	articleId: string | null;
	createdAt: Instant;
};

declare module '#platform/database/tables.ts' {
	interface Tables {
		communicationRequest: CommunicationRequestTable;
	}
}
