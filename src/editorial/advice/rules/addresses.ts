import type { Address } from '#editorial/content/index.ts';
import { enumerate } from '#kernel/text.ts';
import { reachAllows, reachLabels } from '#kernel/reach.ts';
import type { Advice, Rule } from '../advice.ts';

/** Passages that nobody reads: reserved to a structure that is not in it, or promised further than the article goes. */
export const addresses: Rule = ({ content, voices, audience = voices, reach, structures }) =>
	content.body.content.flatMap((block, index): Advice[] => {
		const address = (block.attrs as { for?: Address | null } | undefined)?.for;
		const where = { field: 'body', block: index } as const;
		const wanted = address?.structures ?? [];
		if (wanted.length > 0 && !wanted.some((id) => voices.includes(id) || audience.includes(id))) {
			const names = structures.filter(({ id }) => wanted.includes(id)).map(({ shortName }) => shortName);
			return [
				{
					code: 'unread-passage',
					level: 'advice',
					title: 'Passage que personne ne lit',
					detail: `Il est réservé à ${enumerate(names) || 'une structure'}, qui ne parle pas dans cet article et n’y est pas invitée.`,
					where
				}
			];
		}
		if (!address?.reach || reachAllows(reach, address.reach) || address.reach === 'internal') return [];
		return [
			{
				code: 'reach-wider',
				level: 'advice',
				title: 'Passage promis plus loin que l’article',
				detail: `Il est marqué « ${reachLabels[address.reach]} », et l’article s’arrête à « ${reachLabels[reach]} ».`,
				where
			}
		];
	});

/** Residents will ask at the front desk about what the public reads (R36). */
export const relayMessage: Rule = ({ content, kind, reach }) =>
	reach === 'public' && (kind === 'news' || kind === 'event') && !content.relayMessage.trim()
		? [
				{
					code: 'relay-missing',
					level: 'advice',
					title: 'Message à relayer',
					detail: 'Le public va lire cet article : donnez à l’accueil une phrase pour répondre à qui en parle.',
					where: { field: 'relayMessage' }
				}
			]
		: [];
