export {
	countLimit,
	searchPageSize,
	type FacetName,
	type FacetValue,
	type Found,
	type SearchEntry,
	type SearchFilters,
	type SearchQuestion,
	type SearchResults,
	type Segment
} from './search.ts';
