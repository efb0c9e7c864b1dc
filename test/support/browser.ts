import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** A headless browser of the machine, which talks to nobody but the pages it is given. */
export async function openBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: await findChromium(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run'
		]
	});
}

type Theme = 'light' | 'dark';

/** A window of its own, signed in with a cookie when one is given. */
export async function openContext(
	browser: Browser,
	origin: string,
	{
		cookie,
		width = 1280,
		theme = 'light',
		javaScript = true
	}: { cookie?: string; width?: number; theme?: Theme; javaScript?: boolean }
): Promise<BrowserContext> {
	const context = await browser.newContext({
		baseURL: origin,
		viewport: { width, height: 900 },
		colorScheme: theme,
		javaScriptEnabled: javaScript,
		reducedMotion: 'reduce',
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris'
	});
	if (cookie) {
		const [name = '', value = ''] = cookie.split('=');
		await context.addCookies([{ name, value, url: origin }]);
	}
	return context;
}
