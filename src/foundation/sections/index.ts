export { dutyLabels, stanceLabels, type Duty, type Remit, type Section, type Stance } from './section.ts';
