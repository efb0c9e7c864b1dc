import type { BounceKind, RecipientReport, ReturnKind } from './bounce.ts';

/** `5.1.1` in its three numbers (RFC 3463); undefined for what is none. */
function enhanced(text: string): [number, number, number] | undefined {
	const match = /^([245])\.(\d{1,3})\.(\d{1,3})$/.exec(text.trim());
	return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** The reply code and the enhanced code that an SMTP answer begins with: `550 5.1.1 …`, `552-5.2.2 …`, `#5.1.1 …`. */
export function codesIn(answer: string): { code: number | null; status: string } {
	const match = /^\s*([245]\d\d)?[-\s]*[#(<]?([245]\.\d{1,3}\.\d{1,3})?(?![\d.])/.exec(answer);
	return { code: match?.[1] ? Number(match[1]) : null, status: match?.[2] ?? '' };
}

/** Words by which receivers say that it is about the sender. They only ever make a judgement milder. */
const ofReputation =
	/\b(spam\w*|blocked|block-?list\w*|black-?list\w*|rbl|dnsbl|reputation|spf|dkim|dmarc|unauthenticated|not authorized|rate.?limit\w*|too many)\b/i;

/** Words by which receivers say that there is nobody of that name; asked only where the code says nothing. */
const ofNobody =
	/\b(user|recipient|mailbox|account|address|utilisateur|destinataire|boîte|adresse)\b.*\b(unknown|not found|does ?n.?t exist|does not exist|no longer|disabled|inactive|inconnue?|inexistante?|n.existe)|no such (user|mailbox|recipient|address)|unknown (user|recipient|mailbox)/i;

/**
 * Whose fault a refusal is, by its enhanced status code (RFC 3463); the words around it decide alone of nothing. Answers
 * null for what is no refusal.
 */
export function classify(status: string, answer: string): BounceKind | null {
	const said = codesIn(answer);
	const own = enhanced(status);
	const isVague = !own || (own[1] === 0 && own[2] === 0);
	const [klass, subject, detail] = (isVague && enhanced(said.status)) ||
		own || [Math.floor((said.code ?? 0) / 100), 0, 0];
	if (klass === 4) return subject === 7 ? 'policy' : 'soft';
	if (klass !== 5) return null;
	if (subject === 0) return vague(said.code, answer);
	return byCode(subject, detail, answer);
}

function byCode(subject: number, detail: number, answer: string): BounceKind {
	switch (subject) {
		case 1:
			// 5.1.7 and 5.1.8 are about the address of who writes, not of who reads.
			if (detail === 7 || detail === 8) return 'policy';
			return ofReputation.test(answer) && !ofNobody.test(answer) ? 'policy' : 'hard';
		case 2:
			if (detail === 1) return 'hard';
			return detail === 3 ? 'policy' : 'soft';
		case 3:
			return detail === 4 ? 'policy' : 'soft';
		case 4:
			// No host of that name, and how Exchange says the same of a domain (5.4.310) or of a person (5.4.1).
			if (detail === 4 || detail === 310) return 'hard';
			return detail === 1 && /recipient/i.test(answer) ? 'hard' : 'soft';
		default:
			// Protocol (5), content (6) and security (7): ours to mend.
			return 'policy';
	}
}

/** A refusal for good that does not say of what: somebody is struck off only if the answer says that he is nobody. */
function vague(code: number | null, answer: string): BounceKind {
	if (ofReputation.test(answer)) return 'policy';
	return code !== null && [550, 551, 553].includes(code) && ofNobody.test(answer) ? 'hard' : 'soft';
}

/** What a report as a whole says of the one letter that it is about. */
export type Verdict = { kind: ReturnKind; bounce: BounceKind | null; report: RecipientReport | null };

const milder: (BounceKind | null)[] = [null, 'policy', 'soft', 'hard'];

/**
 * Of the recipients of a report, the one we wrote to; where that address was an alias of several, the one that fared best:
 * an address that reaches somebody is a good address.
 */
export function judge(reports: RecipientReport[], address: string | null): Verdict {
	const own = reports.filter(({ recipient }) => recipient === address?.toLowerCase());
	const judged = (own.length > 0 ? own : reports).map(verdictOf);
	judged.sort((a, b) => milder.indexOf(a.bounce) - milder.indexOf(b.bounce));
	return judged[0] ?? { kind: 'unknown', bounce: null, report: null };
}

function verdictOf(report: RecipientReport): Verdict {
	switch (report.action) {
		case 'failed': {
			const bounce = classify(report.status, report.diagnostic);
			return { kind: bounce ? 'bounce' : 'unknown', bounce, report };
		}
		case 'delayed':
			return { kind: 'delay', bounce: null, report };
		case 'delivered':
		case 'relayed':
		case 'expanded':
			return { kind: 'delivered', bounce: null, report };
		default:
			return { kind: 'unknown', bounce: null, report };
	}
}

/** How many of the last mailings are looked at, and how many of them make somebody unreachable. */
export const patience = { mailings: 5, failures: 3 };

/** `outcomes`: whether each of the last mailings to an address did not arrive for a reason of the moment, newest first. */
export const isUnreachable = (outcomes: boolean[]): boolean =>
	outcomes.slice(0, patience.mailings).filter(Boolean).length >= patience.failures;

/** What came back of one mailing. `accepted`: letters that a server took. */
export type Tally = { accepted: number; hard: number; policy: number; complaint: number };

/**
 * Why a mailing should be stopped and looked at, in a French sentence; null while nothing is wrong. Shares are those that
 * relays hold senders to (2 % of dead addresses, 0.2 % of complaints); a handful alone proves nothing.
 */
export function alarm({ accepted, hard, policy, complaint }: Tally): string | null {
	const share = (some: number) => some / Math.max(1, accepted);
	if (policy >= 5 && share(policy) >= 0.01)
		return `${policy} lettres ont été refusées par des messageries pour ce que nous sommes, non pour leur adresse.`;
	if (complaint >= 3 && share(complaint) >= 0.002)
		return `${complaint} destinataires ont signalé cette lettre comme indésirable.`;
	if (hard >= 20 && share(hard) >= 0.02)
		return `${hard} adresses n’existent pas : la liste est à vérifier avant de continuer.`;
	return null;
}
