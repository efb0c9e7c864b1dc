export {
	bounceKindLabels,
	returnKindLabels,
	type BounceKind,
	type Return,
	type ReturnEffect,
	type ReturnKind
} from './bounce.ts';
export { canReadReturns, canReadReturnsOf, canReadStrayReturns } from './can.ts';
