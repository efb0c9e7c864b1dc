import { expect, it } from 'vitest';
import { wholeLinks } from './links.ts';

it('makes addresses whole, and leaves those that are', () => {
	const html =
		'<a href="/rubriques/eau">eau</a><a href="#suite">suite</a><a href="https://ailleurs.example/">x</a>' +
		'<img src="/media/a/480.jpg" srcset="/media/a/480.avif 480w, /media/a/960.avif 960w">';
	expect(wholeLinks(html, 'https://i.example', 'https://i.example/flux/ville/neige')).toBe(
		'<a href="https://i.example/rubriques/eau">eau</a><a href="https://i.example/flux/ville/neige#suite">suite</a>' +
			'<a href="https://ailleurs.example/">x</a><img src="https://i.example/media/a/480.jpg" ' +
			'srcset="https://i.example/media/a/480.avif 480w, https://i.example/media/a/960.avif 960w">'
	);
});
