/** What comes back: reports as servers write them, for tests that need no server. */

type Dsn = {
	/** The address that the letter left from, and that the report comes to. */
	to: string;
	recipient: string;
	status?: string;
	action?: string;
	diagnostic?: string;
	/** Of the letter that comes back. */
	messageId?: string;
};

const crlf = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'));

/** A delivery status notification (RFC 3464). */
export const dsn = ({
	to,
	recipient,
	status = '5.1.1',
	action = 'failed',
	diagnostic,
	messageId = 'x@y.example'
}: Dsn) =>
	crlf(`Return-Path: <>
Delivered-To: ${to}
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: ${to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${diagnostic ?? `${status.startsWith('4') ? 450 : 550} ${status} no`}

--b
Content-Type: text/rfc822-headers

Message-ID: <${messageId}>
Subject: La Lettre

--b--
`);

/** A feedback report (RFC 5965): somebody pressed « indésirable ». */
export const abuse = (mailFrom: string) =>
	crlf(`From: <feedback@fai.example>
To: plaintes@ville.example
Subject: FW: La Lettre
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Fai/1.0
Version: 1
Original-Mail-From: <${mailFrom}>

--b
Content-Type: message/rfc822

Message-ID: <x@y.example>
Subject: La Lettre

Bonjour
--b--
`);

/** A letter that somebody, or a machine, wrote back. */
export const answer = (to: string, { headers = '', text = 'Bonjour' } = {}) =>
	crlf(`From: Jeanne <jeanne@fai.example>
To: ${to}
Subject: Re: La Lettre
${headers}
${text}
`);
