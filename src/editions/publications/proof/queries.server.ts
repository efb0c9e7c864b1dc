import { getAgent } from '#foundation/accounts/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { finder, findValidationById, isConcerned, tracksFor } from '#foundation/validation/index.server.ts';
import { canDecide, type Step, type Validation } from '#foundation/validation/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { canWriteIssue } from '../can.ts';
import { listFrozenLetters } from '../letter/freezing.server.ts';
import type { FrozenLetter, Issue, Publication } from '../publication.ts';
import { findIssueById, getPublicationById } from '../queries.server.ts';

/** An issue as those who give its proof see it: the letters that were sent to them. */
export type DecidingIssue = {
	validation: Validation;
	publication: Publication;
	issue: Issue;
	/** Empty once the issue was changed: what was decided upon is no more. */
	letters: FrozenLetter[];
	/** The steps that wait for this person. */
	mine: Step[];
	canWrite: boolean;
};

/** For who may decide on it, has decided, asked for it, or may write it. Throws `NotFound` for anybody else. */
export async function getIssueForDecision(db: Db, actor: Actor, validationId: string): Promise<DecidingIssue> {
	const validation = await findValidationById(db, validationId);
	const issue = validation?.subject.kind === 'issue' ? await findIssueById(db, validation.subject.id) : undefined;
	if (!validation || !issue) throw new NotFound();
	const publication = await getPublicationById(db, issue.publicationId);
	const canWrite = canWriteIssue(actor, publication);
	if (!canWrite && !(await isConcerned(db, actor, validation))) throw new NotFound();
	const isCurrent = issue.proofState !== 'none';
	return {
		...{ validation, publication, issue, canWrite },
		letters: isCurrent ? await listFrozenLetters(db, issue.id) : [],
		mine: validation.steps.filter((step) => canDecide(actor, step))
	};
}

/** Who gives the proof of a title's issues, with an address: those to whom a test is sent. */
export async function listProofReaders(db: Db, publication: Publication): Promise<{ name: string; email: string }[]> {
	const tracks = await tracksFor(db, { structures: publication.voices, sectionId: null, kind: 'issue' });
	const find = await finder(db);
	const people = new Map(
		tracks.flatMap(({ steps }) => steps.flatMap(({ approver }) => find(approver))).map((person) => [person.id, person])
	);
	const readers = await Promise.all([...people.keys()].map((id) => getAgent(db, id)));
	return readers.flatMap(({ firstName, lastName, email }) =>
		email ? [{ name: `${firstName} ${lastName}`, email }] : []
	);
}
