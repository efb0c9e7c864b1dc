import type { Remark } from '../letter/letter.ts';
import type { MadeVoice } from '../letter/voices.server.ts';
import { toShorten } from '../letter/gates.ts';
import { bytesLimit } from '../letter/letter.ts';
import type { Publication } from '../publication.ts';
import { placing, type Finding } from './finding.ts';

/** What the compiled letter of a voice says of itself, at the place where it is put right. Pure. */
export function ofLetter({ letter, source }: MadeVoice, { kind }: Pick<Publication, 'kind'>): Finding[] {
	const at = placing(source.issue, source.structure.id);
	const bySlug = new Map([...source.articles].map(([id, { summary }]) => [summary.slug, id]));
	const placed = (remark: Remark, level: Finding['level']): Finding => {
		const said = { level, code: remark.code, message: remark.message };
		const article = remark.article ? bySlug.get(remark.article) : undefined;
		if (article) return at.onArticle(said, article);
		if (remark.code === 'size-over') {
			const [heaviest] = toShorten(letter.articles, letter.bytes - bytesLimit);
			const block = source.blocks.find(
				(each) => each.kind === 'article' && each.articleId === bySlug.get(heaviest?.slug ?? '')
			);
			// A journal is read on the web and on paper: its letter is only one of its ways.
			const milder = { ...said, level: kind === 'journal' ? ('warns' as const) : level };
			return block ? at.onBlock(milder, block.id) : at.onVoice(milder);
		}
		return at.onVoice(said);
	};
	return [
		...letter.errors.map((remark) => placed(remark, 'blocks')),
		...letter.warnings.filter(({ code }) => code !== 'article-absent').map((remark) => placed(remark, 'warns'))
	];
}
