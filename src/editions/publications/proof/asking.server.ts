import { createHash } from 'node:crypto';
import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { cancelValidation, openValidation, tracksFor } from '#foundation/validation/index.server.ts';
import { Conflict, Forbidden, Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/database/index.server.ts';
import { canPublishIssue, canWriteIssue } from '../can.ts';
import { examine, type GateSettings } from '../gate/check.server.ts';
import { seriesCodes, type Finding } from '../gate/finding.ts';
import { freezeLetters } from '../letter/freezing.server.ts';
import { makeVoices, type LetterSettings } from '../letter/voices.server.ts';
import type { FrozenLetter, Issue, ProofState, Publication } from '../publication.ts';
import { issueNumber } from '../rules.ts';
import { getForUpdate, loseProof, subjectOf } from '../writing.server.ts';

/** What a circuit decides upon: the letters of every voice at once. SHA-256 (hex). */
const hashOf = (letters: Pick<FrozenLetter, 'structureId' | 'sha256'>[]): string =>
	createHash('sha256')
		.update(letters.map(({ structureId, sha256 }) => `${structureId} ${sha256}`).join('\n'))
		.digest('hex');

/**
 * Asks for the proof (BAT): keeps the letters as they are and gives them to those who decide, for each structure. Where
 * nobody is to be asked, who may publish gives it himself, at once. `reason`: why it departs from the series in a
 * pre-election period, without which that throws `Invalid`. Throws `Conflict` when something blocks, naming it.
 * Answers where the proof stands then.
 */
export async function requestProof(
	tx: Tx,
	actor: Actor,
	issueId: string,
	settings: GateSettings,
	{ reason = '' }: { reason?: string } = {}
): Promise<ProofState> {
	const { issue, publication } = await getForUpdate(tx, issueId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	if (issue.proofState === 'submitted') throw new Conflict('Le BAT est déjà demandé.');
	if (issue.proofState === 'approved') throw new Conflict('Le BAT est déjà donné.');
	if (issue.blocks.length === 0 && !issue.editorial) throw new Conflict('Ce numéro est vide : composez-le d’abord.');
	const { voices, findings } = await examine(tx, issue, publication, settings);
	const blocking = findings.filter(({ level }) => level === 'blocks');
	if (blocking.length > 0)
		throw new Conflict(
			`Le BAT ne peut pas être demandé : ${[...new Set(blocking.map(({ message }) => message))].join(' ')}`
		);
	await giveSeriesReason(tx, actor, issueId, findings, reason);
	const letters = await freezeLetters(tx, issueId, voices);
	return openProof(tx, actor, { issue, publication }, letters);
}

/** In a pre-election period, what departs from the series is explained, and the audit keeps why (C37). */
async function giveSeriesReason(
	tx: Tx,
	actor: Actor,
	issueId: string,
	findings: Finding[],
	reason: string
): Promise<void> {
	const departures = findings.filter(({ code }) => seriesCodes.includes(code));
	if (departures.length === 0) return;
	const sentence = 'Dites pourquoi ce numéro s’écarte de la série en période préélectorale : la raison est gardée.';
	if (!reason.trim()) throw new Invalid(sentence, { reason: sentence });
	const detail = { reason: reason.trim(), departures: departures.map(({ code, message }) => ({ code, message })) };
	await audit(tx, actor, 'issue.neutrality', subjectOf(issueId), detail);
}

async function openProof(
	tx: Tx,
	actor: Actor,
	{ issue, publication }: { issue: Issue; publication: Publication },
	letters: FrozenLetter[]
): Promise<ProofState> {
	const tracks = await tracksFor(tx, { structures: publication.voices, sectionId: null, kind: 'issue' });
	const revisionId = hashOf(letters);
	if (tracks.every(({ steps }) => steps.length === 0)) {
		if (!canPublishIssue(actor, publication))
			throw new Forbidden('Personne ne donne de BAT ici : la structure qui édite ce titre le donne elle-même.');
		await setProof(tx, issue.id, 'approved');
		await audit(tx, actor, 'issue.approve', subjectOf(issue.id), { hash: revisionId, circuit: false });
		return 'approved';
	}
	const title = `${publication.title}, ${issueNumber(issue)}${issue.title ? ` : ${issue.title}` : ''}`;
	await openValidation(tx, actor, { subject: subjectOf(issue.id), revisionId, title, tracks });
	await setProof(tx, issue.id, 'submitted');
	await audit(tx, actor, 'issue.submit', subjectOf(issue.id), { hash: revisionId });
	return 'submitted';
}

/** For this module: writes where the proof stands, and since when. */
export async function setProof(tx: Tx, issueId: string, proofState: ProofState): Promise<void> {
	const proofAt = proofState === 'none' ? null : now();
	await tx.updateTable('issue').set({ proofState, proofAt }).where('id', '=', issueId).execute();
}

/** Takes the issue back from those who decide, to go on composing. */
export async function takeBackProof(tx: Tx, actor: Actor, issueId: string): Promise<void> {
	const { issue, publication } = await getForUpdate(tx, issueId);
	if (!canWriteIssue(actor, publication)) throw new Forbidden();
	if (issue.proofState === 'none') throw new Conflict('Aucun BAT n’est demandé.');
	await loseProof(tx, actor, issue);
	await setProof(tx, issueId, 'none');
	await audit(tx, actor, 'issue.takeback', subjectOf(issueId), { from: issue.proofState });
}

/**
 * At the terminal, the operator answers for the proof himself: the letters are kept as they are, and the audit says who
 * attested them.
 */
export async function attestProof(
	tx: Tx,
	actor: Actor,
	issueId: string,
	settings: LetterSettings
): Promise<FrozenLetter[]> {
	if (actor.kind !== 'operator') throw new Forbidden('Le BAT se demande, et se donne par son circuit.');
	const { issue, publication } = await getForUpdate(tx, issueId);
	await cancelValidation(tx, actor, subjectOf(issueId));
	const letters = await freezeLetters(tx, issueId, await makeVoices(tx, issue, publication, settings));
	await setProof(tx, issueId, 'approved');
	await audit(tx, actor, 'issue.attest', subjectOf(issueId), { hash: hashOf(letters) });
	return letters;
}
