/** The floors of the house, from the ground up: each leans only on those below, and enters a neighbour by its doors. */
const floors = ['kernel', 'platform', 'ui', 'foundation', 'editorial', 'editions', 'distribution', 'routes'];

const gravity = floors.slice(0, -1).map((floor, index) => ({
	name: `gravity-${floor}`,
	comment: `${floor} leans on nothing above it`,
	severity: 'error',
	from: { path: `^src/${floor}/` },
	to: {
		path: `^src/(${[...floors.slice(index + 1), 'demo', 'terminal'].join('|')})/|^src/(cli|server|hooks[^/]*)\\.ts$`
	}
}));

const houses = ['foundation', 'editorial', 'editions', 'distribution'];

const doors = houses.map((floor) => ({
	name: `doors-${floor}`,
	comment: 'a module is entered by index.ts or index.server.ts, or by one of its pictures in ui/',
	severity: 'error',
	from: { path: `^src/(?!${floor}/)|^src/${floor}/([^/]+)/` },
	to: {
		path: `^src/${floor}/([^/]+)/`,
		pathNot: [`^src/${floor}/[^/]+/index(\\.server)?\\.ts$`, `^src/${floor}/[^/]+/ui/`, `^src/${floor}/$1/`]
	}
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...gravity,
		...doors,
		{
			name: 'no-circles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'no-kit-below-routes',
			comment: 'the domain runs under plain node',
			severity: 'error',
			from: {
				path: '^src/(kernel|platform|foundation|editorial|editions|distribution|terminal|demo)/',
				pathNot: '\\.svelte$'
			},
			to: { path: 'node_modules/@sveltejs/kit|^\\$app' }
		},
		{
			name: 'no-sql-in-routes-or-ui',
			severity: 'error',
			from: { path: '^src/(routes|ui)/' },
			to: { path: 'node_modules/(kysely|better-sqlite3|pg)/' }
		},
		{
			name: 'no-server-in-browser',
			comment: 'what a browser may load never leads to the server',
			severity: 'error',
			from: { path: '^src/.*(/index\\.ts|\\.svelte)$', pathNot: '\\.server\\.ts$' },
			to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'not-to-tests',
			severity: 'error',
			from: { path: '^src/', pathNot: '\\.test\\.ts$' },
			to: { path: '^test/' }
		},
		{
			name: 'no-unresolved',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^\\$|^\\./\\$types|build/handler\\.js$' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		extraExtensionsToScan: ['.svelte'],
		enhancedResolveOptions: {
			extensions: ['.ts', '.js', '.svelte', '.json'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default']
		}
	}
};
