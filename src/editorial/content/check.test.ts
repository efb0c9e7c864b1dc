import { describe, expect, it } from 'vitest';
import { Invalid } from '#kernel/errors.ts';
import { checkDoc } from './check.ts';
import { emptyDoc } from './document.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const p = (text: string, marks?: unknown[]) => ({ type: 'paragraph', content: [{ type: 'text', text, marks }] });

function sentence(value: unknown): string {
	try {
		checkDoc(value);
	} catch (error) {
		expect(error).toBeInstanceOf(Invalid);
		return (error as Invalid).message;
	}
	return '';
}

describe('checkDoc', () => {
	it('gives a document its canonical form', () => {
		const written = doc({
			type: 'paragraph',
			attrs: { for: { structures: [], reach: 'public' }, colour: 'red' },
			content: [
				{ type: 'text', text: 'un ', marks: [] },
				{ type: 'text', text: 'deux' },
				{ type: 'text', text: 'trois', marks: [{ type: 'emphasis' }, { type: 'strong' }, { type: 'strong' }] },
				{ type: 'text', text: '\u0000four', marks: [{ type: 'link', attrs: { href: ' https://été.example/a b ' } }] }
			]
		});
		expect(checkDoc(written)).toEqual(
			doc({
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'un deux' },
					{ type: 'text', text: 'trois', marks: [{ type: 'strong' }, { type: 'emphasis' }] },
					{
						type: 'text',
						text: ' four',
						marks: [{ type: 'link', attrs: { href: 'https://xn--t-9fab.example/a%20b' } }]
					}
				]
			})
		);
		expect(checkDoc(emptyDoc)).toEqual(emptyDoc);
	});

	it.each([
		[null, 'Le texte n’est pas un document lisible.'],
		[doc(), 'Le texte ne contient aucun bloc.'],
		[doc(p('a'), { type: 'marquee' }), 'Bloc 2 (inconnu) : « marquee » n’est pas un type de bloc.'],
		[doc({ type: 'constructor' }), 'Bloc 1 (inconnu) : « constructor » n’est pas un type de bloc.'],
		[
			doc({ type: 'heading', attrs: { level: 1 } }),
			'Bloc 1 (titre) : le niveau de titre doit être un nombre entier de 2 à 4.'
		],
		[doc({ type: 'bulletList', content: [] }), 'Bloc 1 (liste) : il est vide.'],
		[
			doc({ type: 'quote', content: [{ type: 'separator' }] }),
			'Bloc 1 (citation) : il contient un élément qui n’a pas sa place ici.'
		],
		[
			doc(p('a', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }])),
			'Bloc 1 (paragraphe) : l’adresse du lien (javascript:alert(1)) n’est pas une adresse que l’on peut suivre.'
		],
		[
			doc({ type: 'callToAction', attrs: { label: ' ', href: '/a' } }),
			'Bloc 1 (bouton) : le texte du bouton est vide.'
		],
		[doc(p('a', [{ type: 'blink' }])), 'Bloc 1 (paragraphe) : « blink » n’est pas une mise en forme.'],
		[
			doc({ ...p('a'), attrs: { for: { structures: ['<b>'] } } }),
			'Bloc 1 (paragraphe) : les structures auxquelles il est réservé sont illisibles.'
		],
		[
			doc({ ...p('a'), attrs: { for: { reach: 'everyone' } } }),
			'Bloc 1 (paragraphe) : le niveau de diffusion auquel il est réservé n’existe pas.'
		],
		[
			doc({ type: 'image', attrs: { media: '../../etc' } }),
			'Bloc 1 (image) : le média n’est pas désigné par son identifiant.'
		],
		[doc({ type: 'listItem', content: [p('a')] }), 'Le texte contient un élément qui n’est pas un bloc.']
	])('refuses %j with one sentence', (value, expected) => {
		expect(sentence(value)).toBe(expected);
	});

	it('refuses what would hurt the server', () => {
		let deep: unknown = p('a');
		for (let depth = 0; depth < 5000; depth++)
			deep = { type: 'bulletList', content: [{ type: 'listItem', content: [deep] }] };
		expect(sentence(doc(deep))).toMatch(/imbriqués trop profondément/);
		expect(sentence(doc(p('a'.repeat(700_000))))).toMatch(/dépasse 600000 signes/);
		expect(sentence(doc(...Array.from({ length: 20_001 }, () => ({ type: 'separator' }))))).toMatch(/trop d’éléments/);
	});
});
