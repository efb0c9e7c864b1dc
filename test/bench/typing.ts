import type { CDPSession, Page } from 'playwright-core';
import { openBrowser, openContext } from '../support/browser.ts';

/** Milliseconds of the page's own thread for one key: the median and the slowest, in a short text and in a long one. */
export type TypingMeasure = { words: number; short: number; long: number; slowest: number };

const sentence =
	'La Ville et l’Agglo préparent ensemble le plan de viabilité hivernale, rue par rue et pont par pont. ';
const part = `<h2>Une partie</h2>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}`;
const typed = 'Une phrase tapée sans attendre, au milieu du texte.';

/** Types a sentence into the text of an article, alone and in the middle of some 5 000 words. */
export async function measureTyping(origin: string, cookie: string): Promise<TypingMeasure> {
	const browser = await openBrowser();
	const context = await openContext(browser, origin, { cookie });
	const page = await context.newPage();
	await page.goto('/redaction');
	await page.locator('a[href^="/redaction/articles/"]:not([href$="/nouveau"])').first().click();
	const text = page.getByRole('textbox', { name: 'Texte de l’article' });
	await text.focus();
	// What the thread really worked, whatever else the machine does meanwhile.
	const devtools = await context.newCDPSession(page);
	await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
	const after = async (html: string) => {
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.press('Delete');
		await text.evaluate((element, html) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData('text/html', html);
			element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		}, html);
		const paragraphs = text.locator('p');
		await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click();
		return keys(page, devtools);
	};
	const short = await after('<p>Une ligne.</p>');
	const long = await after(part.repeat(24));
	const words = await text.evaluate((element) => element.textContent!.split(/\s+/).length);
	await browser.close();
	return { words, short: middle(short), long: middle(long), slowest: Math.max(...long) };
}

async function keys(page: Page, devtools: CDPSession): Promise<number[]> {
	const worked = async () => {
		const { metrics } = await devtools.send('Performance.getMetrics');
		return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
	};
	const spent: number[] = [];
	for (const sign of typed) {
		const before = await worked();
		await page.keyboard.type(sign);
		await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
		spent.push((await worked()) - before);
	}
	return spent;
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
