/**
 * Takes the pictures of the README from the built server and the demo territory: `node test/browser/pictures.ts`, after
 * `npm run build`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openBrowser, openContext } from '../support/browser.ts';
import { demoData, signInAs, startServer } from '../support/server.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const demo = await demoData();
const server = await startServer(demo.dataDir);
const browser = await openBrowser();
const cookies = {
	ville: await signInAs(server.origin, 'agent.ville'),
	agglo: await signInAs(server.origin, 'agent.agglo'),
	desk: await signInAs(server.origin, 'redaction')
};

/** `follow`: the words of a link of that page, which leads to the one wanted, where `awaited` is seen in the end. */
type Shot = {
	who?: keyof typeof cookies;
	follow?: string;
	awaited?: string;
	path: string;
	theme?: 'light' | 'dark';
	width?: number;
	height?: number;
};

async function picture({
	who,
	path,
	follow,
	awaited,
	theme = 'light',
	width = 1280,
	height = 1500
}: Shot): Promise<Buffer> {
	const context = await openContext(browser, server.origin, { theme, width, ...(who && { cookie: cookies[who] }) });
	const page = await context.newPage();
	await page.setViewportSize({ width, height });
	await page.goto(path, { waitUntil: 'networkidle' });
	if (follow) {
		await page.getByRole('link', { name: follow }).first().click();
		await page
			.locator(awaited ?? '[contenteditable=true]')
			.first()
			.waitFor();
		await page.waitForLoadState('networkidle');
	}
	const shot = await page.screenshot();
	await context.close();
	return shot;
}

/** Small enough for a page of documentation, and few colours more than it needs. */
const keep = (image: Buffer, name: string, width = 900) =>
	sharp(image).resize({ width }).png({ palette: true, quality: 85 }).toFile(join(folder, name));

await keep(await picture({ who: 'ville', path: '/' }), 'home-ville.png');
await keep(await picture({ who: 'agglo', path: '/', theme: 'dark' }), 'home-agglo-dark.png');
await keep(await picture({ who: 'ville', path: '/articles/plan-de-viabilite-hivernale' }), 'article-ville.png');

const desk = { who: 'desk', path: '/redaction?q=qui+d%C3%A9neige', follow: 'qui déneige quoi' } as const;
await keep(await picture({ ...desk, height: 1100 }), 'editor.png');

const composer = { who: 'desk', path: '/redaction/numeros', follow: 'Vos sapins', awaited: 'iframe' } as const;
await keep(await picture({ ...composer, height: 1100 }), 'composer.png');

const letter = (slug: string) =>
	picture({ path: `/lettres/la-lettre-de-l-agglo/31?structure=${slug}`, width: 640, height: 1500 });
const [ville, agglo] = [await letter('ville'), await letter('agglo')];
const both = sharp({ create: { width: 1300, height: 1500, channels: 3, background: '#ded7cb' } }).composite([
	{ input: ville, left: 0, top: 0 },
	{ input: agglo, left: 660, top: 0 }
]);
await keep(await both.png().toBuffer(), 'letters.png');

await browser.close();
await server.stop();
demo.drop();
