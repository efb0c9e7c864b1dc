import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** What the only line of a block says while it is empty. */
const invitations: Record<string, string> = {
	quote: 'Ce qui est dit',
	questionAnswer: 'La réponse',
	aside: 'Le texte de l’encadré',
	video: 'La transcription\u00a0: ce qui est dit et montré'
};

const first = 'Écrivez, ou tapez «\u202f/\u202f» pour choisir un bloc';

const isEmpty = (node: Node | null | undefined): node is Node => node?.isTextblock === true && node.content.size === 0;

const invite = (pos: number, words: string) => Decoration.node(pos, pos + 2, { class: 'blank', 'data-invite': words });

/** What an empty line of a text says: the one that holds the caret, and those of blocks that wait for their words. */
function invitationsOf({ doc, selection: { $from, empty } }: EditorState): DecorationSet {
	const found: Decoration[] = [];
	doc.forEach((block, pos) => {
		const words = invitations[block.type.name];
		if (words && block.childCount === 1 && isEmpty(block.firstChild)) found.push(invite(pos + 1, words));
		else if (block.type.name === 'heading' && isEmpty(block)) found.push(invite(pos, 'Titre'));
	});
	const { parent } = $from;
	const isOnly = doc.childCount === 1 && isEmpty(doc.firstChild);
	if (isOnly || (empty && $from.depth === 1 && isEmpty(parent) && parent.type.name === 'paragraph'))
		found.push(invite(isOnly ? 0 : $from.before(1), first));
	return found.length > 0 ? DecorationSet.create(doc, found) : DecorationSet.empty;
}

export const Placeholders = Extension.create({
	name: 'placeholders',
	addProseMirrorPlugins: () => [new Plugin({ props: { decorations: invitationsOf } })]
});
