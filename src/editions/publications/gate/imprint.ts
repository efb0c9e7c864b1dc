import type { Structure } from '#foundation/structures/index.ts';
import { noSpySentence } from '../letter/source.ts';
import type { Issue, Publication } from '../publication.ts';
import { placing, type Finding, type Said } from './finding.ts';

const blocks = (code: string, message: string): Said => ({ level: 'blocks', code, message });

/** What the law of 29 July 1881 and the heritage code ask of a periodical for the public (C44, C45). Pure. */
export function ofImprint(issue: Issue, publication: Publication): Finding[] {
	const { kind, reach, slug, settings } = publication;
	if (kind !== 'journal' || reach === 'internal') return [];
	const at = placing(issue);
	const page = `/redaction/titres/${slug}#ours`;
	const { director, printer, printRun, issn, legalDeposit } = settings.imprint;
	const missing = [
		!director.trim() && 'le directeur de la publication',
		printRun.trim() && !printer.trim() && 'l’imprimeur',
		!issn.trim() && 'l’ISSN',
		!legalDeposit.trim() && 'le dépôt légal'
	].filter((each) => each !== false && each !== '');
	const found = missing.map((each) => at.onIssue(blocks('imprint', `L’ours ne dit pas ${each}.`), page));
	if (!issue.blocks.some((block) => block.kind === 'imprint'))
		found.push(at.onIssue(blocks('imprint-block', 'L’ours manque dans ce numéro : ajoutez son bloc.')));
	const reminder =
		'Dépôt légal : à la parution, déposez ce numéro à la Bibliothèque nationale de France (code du patrimoine, L. 132-2).';
	return [...found, at.onIssue({ level: 'warns', code: 'legal-deposit', message: reminder }, page)];
}

/** Who sends a letter and how to reach it, in its footer. Residents must be told; agents should be. */
export function ofFooter(issue: Issue, { reach }: Publication, structure: Structure, html: string): Finding[] {
	const at = placing(issue, structure.id);
	const { legal } = structure.identity;
	const level = reach === 'internal' ? 'warns' : 'blocks';
	const missing = [
		!legal.address.trim() && 'son adresse',
		!legal.dpo.trim() && 'comment joindre le délégué à la protection des données'
	].filter((each) => each !== false);
	const found = missing.map((each) =>
		at.onVoice(
			{ level, code: 'footer', message: `Le pied de la lettre de ${structure.name} ne dit pas ${each}.` },
			null
		)
	);
	if (html && !html.includes(noSpySentence))
		found.push(at.onVoice(blocks('footer-spy', `Le pied de la lettre doit dire : « ${noSpySentence} »`), null));
	return found;
}
