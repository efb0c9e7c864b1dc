import type { Advice, Passage, Rule, Subject } from '../advice.ts';
import { sentencesOf } from '../sentences.ts';
import { whereOf } from '../passages.ts';

const limits = { title: 90, standfirst: 300 };
const longestSentence = 30;

/** Signs of titles and standfirsts, those of the variants too (R47). */
export const headLengths: Rule = ({ passages }) =>
	passages.flatMap(({ form, text, where }): Advice[] => {
		if (form !== 'title' && form !== 'standfirst') return [];
		const signs = [...text.trim()].length;
		if (signs <= limits[form]) return [];
		const name = form === 'title' ? 'Titre' : 'Chapô';
		return [
			{
				code: `${form}-long`,
				level: 'advice',
				title: `${name} long`,
				detail: `${signs} signes : au-delà de ${limits[form]}, il sera coupé dans les listes et les courriels.`,
				where
			}
		];
	});

/** Sentences that lose their reader: more than 30 words. */
export const longSentences: Rule = (subject) =>
	subject.passages.flatMap((passage): Advice[] => {
		if (passage.form === 'cell' || passage.form === 'label' || passage.form === 'title') return [];
		return sentencesOf(passage.text).flatMap(({ text, start, words }): Advice[] =>
			words <= longestSentence
				? []
				: [
						{
							code: 'long-sentence',
							level: 'advice',
							title: 'Phrase longue',
							detail: `${words} mots, ${placeOf(subject, passage)}.`,
							where: whereOf(subject.passages, passage, start, text)
						}
					]
		);
	});

const ordinals = 'premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième'.split(' ');

const fields = {
	title: 'dans le titre',
	standfirst: 'dans le chapô',
	cover: 'dans l’image de une',
	relayMessage: 'dans le message à relayer',
	short: 'dans le texte court',
	social: 'dans le texte pour les réseaux'
};

/** "deuxième paragraphe", "dans une liste": as one would say it over the shoulder. */
export function placeOf({ content, structures }: Subject, { where, form }: Passage): string {
	if (where.field !== 'body') {
		const variant = structures.find(({ id }) => id === where.structure);
		return `${fields[where.field]}${variant ? ` (${variant.shortName})` : ''}`;
	}
	const block = content.body.content[where.block ?? 0];
	if (block?.type === 'paragraph') {
		const before = content.body.content.slice(0, where.block).filter(({ type }) => type === 'paragraph').length;
		return ordinals[before] ? `${ordinals[before]} paragraphe` : `${before + 1}e paragraphe`;
	}
	if (block?.type === 'questionAnswer') return 'dans une réponse';
	if (block?.type === 'aside') return 'dans un encadré';
	if (block?.type === 'quote') return 'dans une citation';
	if (block?.type === 'video') return 'dans une transcription';
	return form === 'item' ? 'dans une liste' : 'dans le texte';
}
