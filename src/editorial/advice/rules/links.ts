import type { Block, Inline } from '#editorial/content/index.ts';
import { fold } from '#kernel/text.ts';
import type { Advice, AdviceWhere, Rule } from '../advice.ts';

type FoundLink = { text: string; href: string; where: AdviceWhere };

/** Words that say nothing of where a link leads, out of their sentence (RGAA 6.1). */
const bare =
	/^(?:(?:cliquez|cliquer|voir|consultez|consulter|retrouvez|suivez)? ?(?:ici|la|ce lien|le lien|cette page|ce site)|lire(?: la suite| plus)?|la suite|en savoir(?: plus)?|plus d'infos?(?:rmations?)?|voir(?: plus)?|lien|site|page|telecharger|savoir plus|suite|cliquez|voir le site|decouvrir|je decouvre|par ici)$/;

const address = /^(?:https?:\/\/|www\.)\S+$/i;

/** Whether words say nothing of where a link leads, or spell its address. */
export const isBareLink = (text: string): boolean => address.test(text.trim()) || bare.test(bareForm(text));

const bareForm = (text: string): string =>
	fold(text)
		.replace(/[\s\u00a0\u202f]+/g, ' ')
		.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');

export const bareLinks: Rule = ({ content }) =>
	linksOf(content.body.content).flatMap(({ text, where }): Advice[] => {
		const isAddress = address.test(text.trim());
		if (!isBareLink(text)) return [];
		return [
			{
				code: 'link-bare',
				level: 'advice',
				title: isAddress ? 'Adresse en guise de lien' : 'Lien qui ne dit pas où il mène',
				detail: isAddress
					? 'Une adresse se lit lettre à lettre à qui écoute la page : dites plutôt ce qu’on y trouve (RGAA 6.1).'
					: `« ${text.trim()} » ne veut rien dire hors de sa phrase : nommez la page à laquelle il mène (RGAA 6.1).`,
				where: { ...where, quote: text }
			}
		];
	});

/** The same words lead to one place. */
export const sameLinks: Rule = ({ content }) => {
	const first = new Map<string, string>();
	return linksOf(content.body.content).flatMap(({ text, href, where }): Advice[] => {
		const plain = fold(text.trim());
		const known = first.get(plain);
		if (known === undefined) first.set(plain, href);
		if (known === undefined || known === href) return [];
		return [
			{
				code: 'link-same',
				level: 'advice',
				title: 'Deux liens de même nom',
				detail: `« ${text.trim()} » mène à deux adresses différentes : donnez à chacun son nom.`,
				where: { ...where, quote: text }
			}
		];
	});
};

type Node = { type: string; attrs?: Record<string, unknown>; content?: Node[] };

const linksOf = (blocks: Block[]): FoundLink[] =>
	blocks.flatMap((block, index) => inNode(block as Node, { field: 'body', block: index }));

function inNode(node: Node, where: AdviceWhere): FoundLink[] {
	if (node.type === 'callToAction') {
		const { label, href } = node.attrs as { label: string; href: string };
		return [{ text: label, href, where }];
	}
	const content = node.content ?? [];
	if (content.some(({ type }) => type === 'text')) return inLine(content as Inline[], where);
	return content.flatMap((child) => inNode(child, where));
}

/** Pieces of one link stand side by side when part of it is in bold: they are one. */
function inLine(content: Inline[], where: AdviceWhere): FoundLink[] {
	const links: FoundLink[] = [];
	let open: FoundLink | undefined;
	for (const inline of content) {
		const mark = inline.type === 'text' ? inline.marks?.find(({ type }) => type === 'link') : undefined;
		const href = mark?.type === 'link' ? mark.attrs.href : undefined;
		const text = inline.type === 'text' ? inline.text : ' ';
		if (href === undefined) open = undefined;
		else if (open?.href === href) open.text += text;
		else links.push((open = { text, href, where }));
	}
	return links;
}
