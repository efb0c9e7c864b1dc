import { memoLabels, type Details } from '#editorial/articles/index.ts';
import type { Day } from '#kernel/dates.ts';
import { dayOf } from '#kernel/dates.ts';
import { Invalid } from '#kernel/errors.ts';
import { now } from '#platform/clock.ts';
import type { AnnouncementInput } from './announcement.ts';

type Memo = Details['announcement']['memo'];

type CheckedAnnouncement = Omit<AnnouncementInput, 'memo' | 'acknowledgeBy'> & {
	memo: Memo;
	acknowledgeBy: Day | null;
};

/** What was typed, trimmed. Throws `Invalid` with a sentence beside each field. */
export function checkAnnouncement(input: AnnouncementInput): CheckedAnnouncement {
	const { memo, voices, sectionId, important } = input;
	const [title, text, signedBy] = [input.title.trim(), input.text.trim(), input.signedBy.trim()];
	const acknowledgeBy = input.acknowledgeBy.trim() || null;
	const fields: Record<string, string> = {};
	if (!title) fields.title = 'Donnez un titre.';
	else if (title.length > 200) fields.title = `Le titre compte ${title.length} signes ; 200 au plus.`;
	if (!text) fields.text = 'Écrivez ce que les agents doivent savoir.';
	if (!signedBy) fields.signedBy = 'Dites quelle fonction signe.';
	if (!isMemo(memo)) fields.memo = 'Choisissez une note de service ou une note d’information.';
	if (voices.length === 0) fields.voices = 'Choisissez au moins une structure.';
	if (!sectionId) fields.sectionId = 'Choisissez une rubrique.';
	if (acknowledgeBy && !isDay(acknowledgeBy)) fields.acknowledgeBy = 'Donnez une date, par exemple 2026-12-01.';
	else if (acknowledgeBy && acknowledgeBy < dayOf(now())) fields.acknowledgeBy = 'Cette date est passée.';
	const [fault] = Object.values(fields);
	if (fault || !isMemo(memo)) throw new Invalid(fault ?? '', fields);
	return { title, text, signedBy, memo, important, voices, sectionId, acknowledgeBy };
}

const isMemo = (text: string): text is Memo => Object.keys(memoLabels).includes(text);

const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T12:00:00Z`));
