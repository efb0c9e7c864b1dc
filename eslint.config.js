import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'data/', 'test/.tmp/', 'static/'] },
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			eqeqeq: 'error',
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			'no-console': 'error',
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'no-restricted-syntax': [
				'error',
				{ selector: 'TSEnumDeclaration', message: 'Sources run with their types erased: use a union.' },
				{ selector: 'TSParameterProperty', message: 'Sources run with their types erased: declare the field.' }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		// A builder that is awaited runs nothing: Kysely's are only run by .execute…().
		files: ['src/**/*.server.ts', 'test/**/*.ts', 'migrations/**/*.ts'],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/await-thenable': 'error'
		}
	},
	{
		files: ['src/cli.ts', 'src/server.ts', 'bin/**', 'test/**'],
		rules: { 'no-console': 'off', 'max-lines-per-function': 'off' }
	},
	{ files: ['src/**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
	{ files: ['migrations/**'], rules: { 'max-lines-per-function': 'off' } }
);
