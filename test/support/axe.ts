import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = {
	run(
		options: object
	): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>;
};

/**
 * What axe finds wrong in a page, as readable lines. The script is evaluated by the debugger, so that the page's own
 * policy against scripts stays as it is for readers.
 */
export async function faults(page: Page): Promise<string[]> {
	await page.evaluate(axeSource);
	const violations = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: Axe };
		return (await axe.run({ resultTypes: ['violations'] })).violations;
	});
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} — ${failureSummary ?? ''}`)
	);
}
