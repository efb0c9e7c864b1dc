import type { Policy } from '#distribution/mailings/index.ts';
import type { Moment } from './moment.ts';
import { textOf } from '../../refusals.ts';

/** What somebody chose for a mailing. */
export type Typed = { issueId: string; policy: Policy; isUrgent: boolean; reason: string; moment: Moment };

export const momentIn = (form: FormData): Moment => ({
	when: textOf(form, 'when') === 'later' ? 'later' : 'now',
	day: textOf(form, 'day'),
	time: textOf(form, 'time')
});

export const typedIn = (form: FormData): Typed => ({
	issueId: textOf(form, 'numero'),
	policy: textOf(form, 'policy') === 'resend' ? 'resend' : 'hold',
	isUrgent: form.has('urgent'),
	reason: textOf(form, 'reason'),
	moment: momentIn(form)
});

/** Where a mailing that has just been prepared is looked at a last time before it leaves. */
export const departureOf = (mailingId: string, { when, day, time }: Moment): string =>
	`/redaction/envois/${mailingId}/depart${when === 'later' ? `?${new URLSearchParams({ jour: day, heure: time })}` : ''}`;
