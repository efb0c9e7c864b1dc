import type { EventDate } from '#editorial/articles/index.ts';
import { plainText } from '#editorial/content/index.ts';
import type { Structure } from '#foundation/structures/index.ts';
import { safeHref } from '#kernel/escaping.ts';
import type { Reach } from '#kernel/reach.ts';
import { typeset } from '#kernel/text.ts';
import { moveLabels, type ImprintLine, type IssueBlock, type Publication, type ShownBlock } from './publication.ts';
import { spoken } from './rules.ts';

/** What an issue is read with: who speaks, to whom, and the events of each agenda (by block id). */
export type Told = {
	publication: Pick<Publication, 'settings' | 'reach'>;
	structure: Pick<Structure, 'id' | 'name' | 'identity'>;
	reach: Reach;
	events: ReadonlyMap<string, EventDate[]>;
};

type Kind = Exclude<IssueBlock['kind'], 'article'>;
type Block<K extends Kind> = Extract<IssueBlock, { kind: K }>;
export type OwnShown = Exclude<ShownBlock, { kind: 'article' }>;
type ByKind = { [K in Kind]: (block: Block<K>, told: Told) => Extract<OwnShown, { kind: K }> };

/** A block of the issue's own as its readers see it; undefined for one that says nothing to them. */
export function tellBlock(block: Exclude<IssueBlock, { kind: 'article' }>, told: Told): OwnShown | undefined {
	const shown = (tellers[block.kind] as (block: unknown, told: Told) => OwnShown)(block, told);
	return saysSomething(shown) ? shown : undefined;
}

/** Anchors are unique in the page of an issue, and say what they lead to. */
const at = (word: string, { id }: { id: string }) => ({ id, anchor: `${word}-${id}` });

const tellers: ByKind = {
	heading: (block) => ({ ...at('partie', block), kind: 'heading', title: typeset(block.title) }),
	text: (block, { structure, reach }) => ({
		...at('texte', block),
		...{ kind: 'text', title: typeset(block.title), blocks: spoken(block.body, structure.id, reach) }
	}),
	agenda: (block, { events }) => ({
		...at('agenda', block),
		...{ kind: 'agenda', title: typeset(block.title), events: events.get(block.id) ?? [] }
	}),
	figures: (block) => ({
		...at('chiffres', block),
		...{ kind: 'figures', title: typeset(block.title) },
		figures: block.figures
			.filter(({ value, label }) => value.trim() && label.trim())
			.map(({ value, label, source }) => ({ value: typeset(value), label: typeset(label), source: typeset(source) }))
	}),
	moves: (block) => ({
		...at('mouvements', block),
		...{ kind: 'moves', title: typeset(block.title) },
		groups: Object.entries(moveLabels).flatMap(([what, label]) => {
			const moves = block.moves.filter((move) => move.what === what && move.name.trim());
			const said = moves.map(({ name, detail }) => ({ name: typeset(name), detail: typeset(detail) }));
			return said.length > 0 ? [{ label, moves: said }] : [];
		})
	}),
	action: (block) => ({
		...at('appel', block),
		...{ kind: 'action', title: typeset(block.title), text: typeset(block.text), label: typeset(block.label) },
		href: safeHref(block.url)
	}),
	separator: (block) => ({ ...at('filet', block), kind: 'separator' }),
	tribune: (block, { structure, reach }) => ({
		...at('tribune', block),
		...{ kind: 'tribune', group: typeset(block.group), title: typeset(block.title), depositedOn: block.depositedOn },
		...{ blocks: spoken(block.body, structure.id, reach), signature: typeset(block.signature) }
	}),
	imprint: (block, { publication, structure }) => ({
		...at('ours', block),
		...{ kind: 'imprint', lines: imprintLines(publication, structure) }
	})
};

function saysSomething(shown: OwnShown): boolean {
	switch (shown.kind) {
		case 'agenda':
			return shown.events.length > 0;
		case 'figures':
			return shown.figures.length > 0;
		case 'moves':
			return shown.groups.length > 0;
		case 'action':
			return shown.label !== '' && shown.href !== undefined;
		case 'tribune':
			return shown.depositedOn !== null && shown.blocks.some(hasWords);
		case 'imprint':
			return shown.lines.length > 0;
		default:
			return true;
	}
}

const hasWords = (block: { type: string; content?: unknown }): boolean =>
	block.type !== 'paragraph' || plainText(block.content as never).trim() !== '';

/** Who answers for a title (« ours »), as far as it is said. */
export function imprintLines(
	{ settings: { imprint } }: Pick<Publication, 'settings'>,
	{ name, identity: { legal } }: Told['structure']
): ImprintLine[] {
	const lines: ImprintLine[] = [
		{ label: 'Éditeur', value: [legal.publisher || name, legal.address].filter(Boolean).join(', ') },
		{ label: 'Directeur de la publication', value: imprint.director || legal.director },
		{ label: 'Rédaction', value: imprint.editors },
		{ label: 'Impression', value: imprint.printer },
		{ label: 'Tirage', value: imprint.printRun },
		{ label: 'ISSN', value: imprint.issn },
		{ label: 'Dépôt légal', value: imprint.legalDeposit }
	];
	return lines.filter(({ value }) => value.trim() !== '').map(({ label, value }) => ({ label, value: typeset(value) }));
}
