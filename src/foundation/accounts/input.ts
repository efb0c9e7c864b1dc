import { Invalid } from '#kernel/errors.ts';
import { plainIdentifier, type AgentDraft } from './account.ts';

type CheckedAgent = Required<Pick<AgentDraft, 'firstName' | 'lastName' | 'jobTitle' | 'memberships' | 'grants'>> & {
	email: string | null;
	staffNumber: string | null;
};

/** A draft with its blanks trimmed and its identifiers plain. Throws `Invalid` with a sentence beside each field. */
export function checkAgent(draft: AgentDraft): CheckedAgent {
	const fields: Record<string, string> = {};
	const [firstName, lastName] = [draft.firstName.trim(), draft.lastName.trim()];
	const email = draft.email?.trim() ? plainIdentifier(draft.email) : null;
	const staffNumber = draft.staffNumber?.trim() ? plainIdentifier(draft.staffNumber) : null;
	if (!firstName) fields.firstName = 'Donnez le prénom.';
	if (!lastName) fields.lastName = 'Donnez le nom.';
	if (email && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(email))
		fields.email = 'Donnez une adresse complète, par exemple prenom.nom@ville.fr.';
	if (staffNumber && !/^[A-Z0-9][A-Z0-9._/-]{1,31}$/.test(staffNumber))
		fields.staffNumber = 'Un matricule compte de 2 à 32 lettres et chiffres.';
	if (!email && !staffNumber)
		fields.email ??= 'Donnez une adresse de courriel ou un matricule : il en faut un pour se connecter.';
	const [fault] = Object.values(fields);
	if (fault) throw new Invalid(fault, fields);
	const { jobTitle = '', memberships, grants = [] } = draft;
	return { firstName, lastName, jobTitle: jobTitle.trim(), email, staffNumber, memberships, grants };
}
