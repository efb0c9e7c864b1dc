import { describe, expect, it } from 'vitest';
import type { Job } from './claims.server.ts';
import { Queue } from './queue.ts';

const job = (id: string, provider: string): Job => ({
	...{
		id,
		provider,
		mailingId: 'm',
		publicationId: 'p',
		structureId: 's',
		subscriberId: id,
		address: `${id}@x.example`
	},
	...{ attempts: 0, policy: 'hold' }
});

const filled = (...jobs: Job[]): Queue => {
	const queue = new Queue();
	for (const one of jobs) queue.add(one);
	return queue;
};

const taken = (queue: Queue, at = 0): string[] => {
	const ids: string[] = [];
	for (let next = queue.take(at); next; next = queue.take(at)) ids.push(next.id);
	return ids;
};

describe('letters that wait', () => {
	it('are given to providers in turn, never more to one than it bears', () => {
		const orange = [1, 2, 3, 4].map((n) => job(`o${n}`, 'orange'));
		const queue = filled(...orange, job('g1', 'google'), job('x1', 'other'));
		expect(taken(queue)).toEqual(['o1', 'g1', 'x1', 'o2']);
		queue.done(orange[0]!, false, 0);
		expect(taken(queue)).toEqual(['o3']);
	});

	it('are kept from a provider that puts them off, and go to the others meanwhile', () => {
		const queue = filled(...[1, 2, 3, 4, 5].map((n) => job(`l${n}`, 'laposte')), job('g1', 'google'));
		for (let tries = 0; tries < 3; tries += 1) {
			const next = queue.take(0)!;
			queue.done(next.provider === 'laposte' ? next : (queue.done(next, false, 0), queue.take(0)!), true, 0);
		}
		expect(taken(queue, 1000)).toEqual([]);
		expect(queue.full(1000)).toEqual(['laposte']);
		expect(taken(queue, 900_001)).toHaveLength(1);
	});

	it('of everywhere else have nothing in common: one full mailbox holds nobody back', () => {
		const queue = filled(...[1, 2, 3, 4, 5].map((n) => job(`x${n}`, 'other')));
		for (let tries = 0; tries < 3; tries += 1) queue.done(queue.take(0)!, true, 0);
		expect(taken(queue)).toHaveLength(2);
	});

	it('go back when their mailing is paused', () => {
		const queue = filled(job('a', 'other'), { ...job('b', 'other'), mailingId: 'n' });
		expect(queue.empty(({ mailingId }) => mailingId !== 'm').map(({ id }) => id)).toEqual(['a']);
		expect(taken(queue)).toEqual(['b']);
	});
});
