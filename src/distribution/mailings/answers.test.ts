import { describe, expect, it } from 'vitest';
import { meaningOf } from './answers.ts';

describe('what a mail server answered', () => {
	it.each([
		[550, '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown', 'Cette adresse n’existe pas, ou plus.'],
		[550, '550 5.1.99 odd', 'Cette adresse n’est pas connue.'],
		[552, '552 5.2.2 Mailbox full', 'La boîte est pleine.'],
		[
			450,
			'450 4.2.0 Greylisted, see 10.0.0.4',
			'La boîte n’est pas disponible pour le moment, ou le serveur veut voir si nous insistons.'
		],
		[554, 'no status at all', 'Le serveur refuse la lettre ou l’expéditeur.'],
		[599, '', 'Le serveur refuse pour de bon.'],
		[250, '250 2.0.0 Ok: queued as 4F1', 'La lettre a été acceptée.'],
		[null, null, '']
	])('%s %s', (code, response, said) => expect(meaningOf(code, response)).toBe(said));
});
