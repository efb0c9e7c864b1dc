import { Presets, SingleBar } from 'cli-progress';

/** Told after each piece of work. */
export type OnProgress = (done: number, total: number, what: string) => void;

/** A bar on standard error where somebody watches, and nothing elsewhere. */
export function progressBar(isTTY: boolean, title: string): { update: OnProgress; stop(): void } {
	if (!isTTY) return { update: () => {}, stop: () => {} };
	const bar = new SingleBar(
		{
			format: `${title} {bar} {value}/{total}  {what}`,
			stream: process.stderr,
			hideCursor: true,
			clearOnComplete: true
		},
		Presets.shades_classic
	);
	let isStarted = false;
	return {
		update(done, total, what) {
			if (!isStarted) bar.start(total, done, { what });
			else {
				bar.setTotal(total);
				bar.update(done, { what });
			}
			isStarted = true;
		},
		stop: () => bar.stop()
	};
}
