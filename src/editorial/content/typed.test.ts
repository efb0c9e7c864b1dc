import { expect, it } from 'vitest';
import { checkDoc } from './check.ts';
import { typedBlocks } from './typed.ts';

const typed = 'Broyer au dépôt.\nEn janvier.\n\n\nIl faut :\r\n- un broyeur\n- deux gants\nEt du temps.\n';

it('reads paragraphs, line ends and lists as they were typed', () => {
	const blocks = typedBlocks(typed);
	expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'bulletList', 'paragraph']);
	expect(() => checkDoc({ type: 'doc', content: blocks })).not.toThrow();
});

it('gives no meaning to signs, and no block to nothing', () => {
	const [block] = typedBlocks('# pas un titre, [pas](javascript:alert) <b>un lien</b>');
	expect(block).toEqual({
		type: 'paragraph',
		content: [{ type: 'text', text: '# pas un titre, [pas](javascript:alert) <b>un lien</b>' }]
	});
	expect(typedBlocks(' \n\t\n')).toEqual([]);
});
