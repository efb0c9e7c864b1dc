export {
	plainIdentity,
	structureKindLabels,
	type AccessibilityStatement,
	type Identity,
	type LegalNotices,
	type Structure,
	type StructureKind,
	type Typeface
} from './structure.ts';
export { charteCss, charteVersion } from './charte.ts';
export {
	checkIdentity,
	componentRatio,
	conformity,
	conformityMentions,
	contrast,
	grounds,
	nearestPassing,
	palette,
	textRatio,
	type Conformity,
	type Palette,
	type Theme
} from './rules.ts';
