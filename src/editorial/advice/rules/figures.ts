import type { Advice, Rule } from '../advice.ts';

/** Every key figure says where it comes from. */
export const keyFigures: Rule = ({ content }) =>
	content.body.content.flatMap((block, index): Advice[] =>
		block.type === 'keyFigure' && !block.attrs.source?.trim()
			? [
					{
						code: 'source-missing',
						level: 'advice',
						title: 'Chiffre sans source',
						detail: `« ${block.attrs.value} ${block.attrs.label} » : dites d’où vient ce chiffre, et de quand il date.`,
						where: { field: 'body', block: index }
					}
				]
			: []
	);

const statistic =
	/\d[\d\s\u00a0\u202f.,]*[\s\u00a0\u202f]?(?:%|pour cent|points? de pourcentage|millions?|milliards?)|\b(?:un|deux|trois|quatre)[\s\u00a0](?:agents?|habitants?|foyers?|personnes?)[\s\u00a0]sur[\s\u00a0]\p{L}+/giu;
const source =
	/source|selon|d['’]apr[eè]s|insee|[eé]tude|enqu[eê]te|rapport|baromètre|observatoire|statisti|sondage|recensement|comptes?[\s\u00a0]administratifs?|budget|d[eé]lib[eé]r|vot[eé]|arr[eê]t[eé]|d[eé]cret|tarif|taux|gr[aâ]ce[\s\u00a0]aux?[\s\u00a0]relev/i;

/** A paragraph that argues with figures, and names no source in it nor beside it. Said once: it is a habit, not a slip. */
export const textFigures: Rule = ({ passages }) => {
	const body = passages.filter(({ where, form }) => where.field === 'body' && form !== 'cell');
	for (const [at, passage] of body.entries()) {
		if (passage.form !== 'paragraph' && passage.form !== 'item') continue;
		const figures = passage.text.match(statistic) ?? [];
		const near = [body[at - 1], passage, body[at + 1]].map((one) => one?.text ?? '').join('\n');
		if (figures.length < 2 || source.test(near)) continue;
		return [
			{
				code: 'source-missing',
				level: 'advice',
				title: 'Chiffres sans source',
				detail: `« ${figures[0]!.trim()} », « ${figures[1]!.trim()} » : dites d’où viennent ces chiffres, et de quand ils datent.`,
				where: { ...passage.where, quote: figures[0]! }
			}
		];
	}
	return [];
};
