import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess({ script: false }),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				// The hash is that of SvelteKit’s own route announcer, on the pages of the desk that run JavaScript.
				'style-src': ['self', 'unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'frame-src': ['self'],
				'base-uri': ['none'],
				'object-src': ['none']
			}
		},
		output: { bundleStrategy: 'single' },
		version: { pollInterval: 0 }
	}
};
