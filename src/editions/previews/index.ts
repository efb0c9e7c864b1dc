export type { Preview, VoicePreview } from './preview.ts';
