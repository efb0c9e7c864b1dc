import { describe, expect, it } from 'vitest';
import { readReturn } from './message.server.ts';

const crlf = (text: string) => new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'));

const dsn = (groups: string, { report = 'delivery-status', to = 'retours+abc123@lettre.ville.example' } = {}) =>
	crlf(`Return-Path: <>
Delivered-To: ${to}
From: MAILER-DAEMON@mx.b.example (Mail Delivery System)
To: ${to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${report};
	boundary="frontier"

--frontier
Content-Type: text/plain; charset=utf-8

I'm sorry, 550 5.1.1 is only in these words.

--frontier
Content-Description: Delivery report
Content-Type: message/${report}

${groups}
--frontier
Content-Type: text/rfc822-headers

Return-Path: <retours+def456@lettre.ville.example>
Message-ID: <0190a.7@lettre.ville.example>
Subject: La lettre

--frontier--
`);

const failed = `Reporting-MTA: dns; mx.b.example
Original-Envelope-Id: 0190a-8
Arrival-Date: Fri, 27 Nov 2026 09:00:00 +0100

Final-Recipient: rfc822; A@b.example
Original-Recipient: rfc822;a@b.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <A@b.example>:
    User unknown

Final-Recipient: rfc822; c@b.example
Action: delayed (still trying)
Status: 4.2.2
`;

describe('a message that comes back', () => {
	it('is a delivery status with one report for each recipient, whatever its words say', async () => {
		const read = await readReturn(dsn(failed));
		expect(read).toMatchObject({
			kind: 'bounce',
			tokens: ['abc123', 'def456'],
			messageIds: ['0190a.7@lettre.ville.example', '0190a-8'],
			reports: [
				{
					recipient: 'a@b.example',
					action: 'failed',
					status: '5.1.1',
					diagnostic: '550 5.1.1 <A@b.example>: User unknown'
				},
				{ recipient: 'c@b.example', action: 'delayed', status: '4.2.2', diagnostic: '' }
			]
		});
	});

	it('that says of itself to be a delivery status, and has none, is for a person', async () => {
		expect((await readReturn(dsn(''))).kind).toBe('unknown');
		expect((await readReturn(dsn(failed, { report: 'delivery-status; x="' }))).tokens).toContain('abc123');
	});

	it('is a complaint when the report is of abuse, with the token of who sent the letter', async () => {
		const abuse = `Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <retours+xyz789@lettre.ville.example>
Original-Rcpt-To: <a@b.example>
`;
		const read = await readReturn(dsn(abuse, { report: 'feedback-report', to: 'plaintes@ville.example' }));
		expect(read).toMatchObject({ kind: 'complaint', tokens: ['xyz789', 'def456'] });
		expect(read.reports[0]?.recipient).toBe('a@b.example');
		const failure = await readReturn(dsn('Feedback-Type: auth-failure\n', { report: 'feedback-report' }));
		expect(failure.kind).toBe('unknown');
	});

	it('is an automatic answer when its headers say so, and a letter otherwise, even one that quotes a refusal', async () => {
		const letter = (headers: string) =>
			readReturn(
				crlf(`From: Jeanne <jeanne@b.example>
To: retours+abc123@lettre.ville.example
Subject: Re: La lettre
${headers}
550 5.1.1 User unknown: je ne reçois plus rien !
`)
			);
		expect((await letter('Auto-Submitted: auto-replied (vacation)\n')).kind).toBe('autoreply');
		expect((await letter('X-Autoreply: yes\n')).kind).toBe('autoreply');
		expect((await letter('Auto-Submitted: no\n')).kind).toBe('unknown');
		const read = await letter('');
		expect(read).toMatchObject({ kind: 'unknown', from: 'jeanne@b.example', tokens: ['abc123'], reports: [] });
		expect(read.excerpt).toContain('je ne reçois plus rien');
	});

	it('that is no message at all is for a person too', async () => {
		expect((await readReturn(new Uint8Array([0, 255, 13, 10, 0]))).kind).toBe('unknown');
		expect((await readReturn(new Uint8Array())).kind).toBe('unknown');
	});
});
