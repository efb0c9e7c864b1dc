import { describe, expect, it } from 'vitest';
import { alarm, classify, isUnreachable, judge } from './rules.ts';

describe('a refusal', () => {
	it.each([
		['5.1.1', '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown', 'hard'],
		['5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'hard'],
		['5.2.1', '550 5.2.1 The email account that you tried to reach is disabled', 'hard'],
		['5.4.4', 'Host or domain name not found. Name service error for name=b.example type=A', 'hard'],
		['5.4.1', '550 5.4.1 Recipient address rejected: Access denied', 'hard'],
		['5.0.0', '550 No such user here', 'hard'],
		['', '550 5.1.1 unknown', 'hard'],
		['5.2.2', '552 5.2.2 Mailbox full', 'soft'],
		['4.2.2', '452 4.2.2 Over quota', 'soft'],
		['4.4.7', 'delivery time expired', 'soft'],
		['5.4.6', 'mail loops back to myself', 'soft'],
		['5.0.0', '550 Requested action not taken', 'soft'],
		['', '451 Try again later', 'soft'],
		['5.7.1', '550 5.7.1 Message blocked by policy', 'policy'],
		['5.7.515', '550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'policy'],
		['5.1.8', '501 5.1.8 Bad sender address', 'policy'],
		['5.1.0', '550 5.1.0 Your host is listed by Spamhaus', 'policy'],
		['5.0.0', '554 blocked using a DNSBL', 'policy'],
		['4.7.0', '421 4.7.0 Too many messages from your address', 'policy'],
		['5.3.4', '552 5.3.4 Message too big', 'policy'],
		['2.0.0', '250 2.0.0 Ok: queued', null]
	])('%s « %s » is %s', (status, answer, kind) => {
		expect(classify(status, answer)).toBe(kind);
	});
});

describe('a report', () => {
	const report = (recipient: string, action: string, status: string) => ({ recipient, action, status, diagnostic: '' });

	it('of several recipients is about the one we wrote to', () => {
		const reports = [report('x@b.example', 'failed', '5.1.1'), report('a@b.example', 'failed', '4.2.2')];
		expect(judge(reports, 'A@b.example')).toMatchObject({ kind: 'bounce', bounce: 'soft' });
	});

	it('of an alias that reaches somebody strikes nobody off', () => {
		const reports = [report('x@b.example', 'failed', '5.1.1'), report('y@b.example', 'delivered', '2.0.0')];
		expect(judge(reports, 'equipe@b.example')).toMatchObject({ kind: 'delivered', bounce: null });
	});

	it('of a delay, or without a word that we know, decides nothing', () => {
		expect(judge([report('a@b.example', 'delayed', '4.4.1')], 'a@b.example')).toMatchObject({
			kind: 'delay',
			bounce: null
		});
		expect(judge([report('a@b.example', 'perhaps', '5.1.1')], 'a@b.example').kind).toBe('unknown');
		expect(judge([report('a@b.example', 'failed', '')], 'a@b.example').kind).toBe('unknown');
	});
});

describe('patience', () => {
	it('ends with three of the last five mailings', () => {
		expect(isUnreachable([true, false, true, false, true])).toBe(true);
		expect(isUnreachable([true, true])).toBe(false);
		expect(isUnreachable([true, false, true, false, false, true])).toBe(false);
	});

	it('of a mailing ends by shares, never by a handful', () => {
		const none = { accepted: 1000, hard: 0, policy: 0, complaint: 0 };
		expect(alarm(none)).toBeNull();
		expect(alarm({ ...none, policy: 9 })).toBeNull();
		expect(alarm({ ...none, policy: 10 })).toContain('10 lettres');
		expect(alarm({ ...none, complaint: 2, accepted: 100 })).toBeNull();
		expect(alarm({ ...none, complaint: 3 })).toContain('indésirable');
		expect(alarm({ ...none, hard: 19, accepted: 100 })).toBeNull();
		expect(alarm({ ...none, hard: 20 })).toContain('20 adresses');
	});
});
