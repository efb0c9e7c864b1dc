import { expect, it } from 'vitest';
import type { Actor, Grant } from '#foundation/accounts/index.ts';
import { canCreatePublication, canPublishIssue, canWriteIssue } from './can.ts';

const publication = { id: 'p', ownerId: 'agglo', voices: ['ville', 'agglo'] };
const agent = (...grants: Grant[]): Actor => ({ kind: 'agent', id: 'a', name: 'A', structures: ['ville'], grants });
const editorOf = (id: string) => agent({ role: 'editor', scope: { kind: 'structure', id } });

it('lets the desk of any voice compose, and only the owner’s desk publish', () => {
	expect(canWriteIssue(editorOf('ville'), publication)).toBe(true);
	expect(canPublishIssue(editorOf('ville'), publication)).toBe(false);
	expect(canPublishIssue(editorOf('agglo'), publication)).toBe(true);
	expect(canCreatePublication(editorOf('ville'), 'agglo')).toBe(false);
});

it('keeps issues in preparation from those who only read', () => {
	expect(canWriteIssue(agent(), publication)).toBe(false);
	expect(canWriteIssue({ kind: 'anonymous' }, publication)).toBe(false);
});
