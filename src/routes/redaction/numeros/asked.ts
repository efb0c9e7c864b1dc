/** Which issues the address asks for. */
export type Asked = { publication: string; state: '' | 'preparation' | 'parus' };

/** What cannot be read counts as not said. */
export function readAsked(params: URLSearchParams): Asked {
	const state = params.get('etat');
	return {
		publication: params.get('titre') ?? '',
		state: state === 'preparation' || state === 'parus' ? state : ''
	};
}
