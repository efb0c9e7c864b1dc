import type { ArticleDraft } from '#editorial/articles/index.ts';
import type { Content, PictureUse } from '#editorial/content/index.ts';

export type VariantText = 'title' | 'standfirst';

/** Words of a variant whose common text is no more the one against which they were written. */
export type Stale = { name: VariantText; before: string; now: string };

export function staleTexts({ variants, ...common }: Content, structure: string): Stale[] {
	const variant = variants[structure];
	return (['title', 'standfirst'] as const).flatMap((name) => {
		const before = variant?.basis?.[name];
		return variant?.[name] && before !== undefined && before !== common[name]
			? [{ name, before, now: common[name] }]
			: [];
	});
}

/** Writes what a structure says instead of the common text; nothing gives the common text back. */
export function setVariantText(draft: ArticleDraft, structure: string, name: VariantText, text: string): void {
	const { variants } = draft.content;
	const { basis = {}, ...variant } = variants[structure] ?? {};
	const { [name]: _text, ...others } = variant;
	const { [name]: _basis, ...otherBasis } = basis;
	const isSaid = text !== '';
	put(draft, structure, {
		...(isSaid ? { ...variant, [name]: text } : others),
		basis: isSaid ? { ...basis, [name]: draft.content[name] } : otherBasis
	});
}

export function setVariantCover(draft: ArticleDraft, structure: string, cover: PictureUse | undefined): void {
	const { cover: _cover, ...variant } = draft.content.variants[structure] ?? {};
	put(draft, structure, cover ? { ...variant, cover } : variant);
}

/** The variant is still right beside the common text of now. */
export function confirmVariant(draft: ArticleDraft, structure: string, name: VariantText): void {
	const variant = draft.content.variants[structure];
	if (variant) variant.basis = { ...variant.basis, [name]: draft.content[name] };
}

function put(draft: ArticleDraft, structure: string, { basis, ...variant }: Content['variants'][string]): void {
	const isBased = basis && Object.keys(basis).length > 0;
	if (Object.keys(variant).length === 0) delete draft.content.variants[structure];
	else draft.content.variants[structure] = { ...variant, ...(isBased && { basis }) };
}
