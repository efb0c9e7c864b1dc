import type { Instant } from '#kernel/dates.ts';

let frozen: Instant | undefined;

/** The present instant. Everything that depends on the time asks here. */
export const now = (): Instant => frozen ?? new Date().toISOString();

/** For tests: time stands still at this instant until `releaseClock`. */
export const freezeClock = (at: Instant): void => void (frozen = new Date(at).toISOString());
export const releaseClock = (): void => void (frozen = undefined);
