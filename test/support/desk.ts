import type { Page } from 'playwright-core';

/** What has the focus, by the name that a screen reader would say, and whether it is ticked. */
const focused = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const element = document.activeElement as HTMLElement | null;
		if (!element) return '';
		const named = (element.getAttribute('aria-labelledby') ?? '')
			.split(' ')
			.flatMap((id) => document.getElementById(id) ?? []);
		const labels = [...((element as HTMLInputElement).labels ?? []), ...named].map((one) => one.textContent ?? '');
		const words =
			element.getAttribute('aria-label') ??
			(labels.join(' ') || (element.matches('a, button, summary') ? element.textContent : '') || '');
		return words.replace(/\s+/g, ' ').trim();
	});

/** Goes to a control by the keyboard alone: Tab (or Shift+Tab) until it has the focus. */
export async function reach(
	page: Page,
	name: RegExp,
	key: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' = 'Tab'
): Promise<void> {
	const seen: string[] = [];
	for (let step = 0; step < 120; step += 1) {
		const words = await focused(page);
		if (name.test(words)) return;
		seen.push(words.slice(0, 40));
		await page.keyboard.press(key);
	}
	throw new Error(`no control named ${name} was reached; passed: ${seen.join(' | ')}`);
}
