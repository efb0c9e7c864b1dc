import { describe, expect, it } from 'vitest';
import { readIcs } from './ics.ts';

const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@conseil', 'SUMMARY:Conseil', ...lines, 'END:VEVENT'];

describe('a calendar file', () => {
	it('gives days, whole or from instants of any zone', () => {
		const days = (...lines: string[]) => readIcs(file(...event(...lines))).events[0];
		expect(days('DTSTART;VALUE=DATE:20261217')).toMatchObject({ startOn: '2026-12-17', endOn: '2026-12-17' });
		expect(days('DTSTART;VALUE=DATE:20261217', 'DTEND;VALUE=DATE:20261219')).toMatchObject({ endOn: '2026-12-18' });
		expect(days('DTSTART:20261217T233000Z')).toMatchObject({ startOn: '2026-12-18' });
		expect(
			days('DTSTART;TZID="Europe/Paris":20261217T183000', 'DTEND;TZID=Europe/Paris:20261218T000000')
		).toMatchObject({
			startOn: '2026-12-17',
			endOn: '2026-12-17'
		});
	});

	it('is read whatever folds it, ends its lines or comes first', () => {
		const folded = `\u{feff}${file(...event('DTSTART:20261217'))}`
			.replace('SUMMARY:Conseil', 'SUMMARY;LANGUAGE=fr:Conseil\\, séance\r\n  du soir\\; salle')
			.replaceAll('\r\n', '\n');
		expect(readIcs(folded).events[0]?.title).toBe('Conseil, séance du soir; salle');
	});

	it('leaves out what is cancelled and what an alarm says, and tells what cannot be read', () => {
		const alarm = ['BEGIN:VALARM', 'SUMMARY:Rappel', 'UID:alarme', 'END:VALARM'];
		const { events, faults } = readIcs(
			file(
				'BEGIN:VEVENT',
				...alarm,
				'UID:2@conseil',
				'SUMMARY:Bureau',
				'DTSTART:20261201',
				'END:VEVENT',
				...event('DTSTART:20261217', 'STATUS:CANCELLED'),
				...event('DTSTART:bientôt'),
				...event('DTSTART:20261217').filter((line) => !line.startsWith('UID'))
			)
		);
		expect(events).toMatchObject([{ uid: '2@conseil', title: 'Bureau' }]);
		expect(faults).toHaveLength(2);
	});

	it('tells the moved dates of a series apart', () => {
		const { events } = readIcs(
			file(...event('DTSTART:20261201', 'RRULE:FREQ=MONTHLY'), ...event('DTSTART:20270112', 'RECURRENCE-ID:20270105'))
		);
		expect(events).toMatchObject([
			{ uid: '1@conseil', isSeries: true },
			{ uid: '1@conseil/20270105', isSeries: false }
		]);
	});

	it('holds no event when it is no calendar', () => {
		expect(readIcs('Bonjour').events).toEqual([]);
	});
});
