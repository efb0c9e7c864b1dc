import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, operator, publicReader, type Reader } from '#foundation/accounts/index.ts';
import { addFile, addImage, openFile, openPicture } from '#foundation/media/index.server.ts';
import { Forbidden, Invalid, NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import { fileStore, type MediaStore } from '#platform/files.server.ts';
import { engines, freshDatabase } from '../support/databases.ts';

/** A photograph as a telephone makes it: lying on its side, with the place where it was taken. */
const photo = (width = 1800, height = 1200) =>
	sharp({ create: { width, height, channels: 3, background: '#a33' } })
		.withExif({
			IFD0: { Make: 'Telephone', Orientation: '6' },
			IFD3: { GPSLatitude: '46/1 12/1 0/1', GPSLatitudeRef: 'N' }
		})
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();

const bytesOf = async (body: ReadableStream<Uint8Array>) => Buffer.from(await new Response(body).arrayBuffer());

describe.each(engines)('the library of pictures and files, on %s', (engine) => {
	let db: Db;
	let close: () => Promise<void>;
	let store: MediaStore;
	const folder = mkdtempSync(join(tmpdir(), 'unisson-media-'));

	beforeAll(async () => {
		({ db, close } = await freshDatabase(engine));
		store = fileStore(folder);
	});
	afterAll(async () => {
		await close();
		rmSync(folder, { recursive: true });
	});

	const image = (draft: Partial<Parameters<typeof addImage>[2]> & { bytes: Buffer }) =>
		db
			.transaction()
			.execute((tx) => addImage(tx, operator, { name: 'photo.jpg', altText: 'Une déneigeuse', ...draft }, store));
	const file = (draft: Parameters<typeof addFile>[2]) =>
		db.transaction().execute((tx) => addFile(tx, operator, draft, store));

	test('turns a photograph upright and forgets where it was taken', async () => {
		const bytes = await photo();
		expect((await sharp(bytes).metadata()).exif?.includes('Telephone')).toBe(true);
		const media = await image({ bytes, name: 'Été à l’Hôtel de Ville.jpg' });
		expect(media).toMatchObject({ name: 'Été à l’Hôtel de Ville.jpg', width: 960, height: 1440, widths: [480, 960] });
		for (const format of ['avif', 'webp', 'jpg'] as const) {
			const opened = await openPicture({ db, store }, media.key, 480, format);
			const stored = await bytesOf(opened.body);
			const metadata = await sharp(stored).metadata();
			expect(metadata).toMatchObject({ width: 480, height: 720 });
			expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc, metadata.orientation]).toEqual(
				Array(5).fill(undefined)
			);
			expect(stored.length).toBe(opened.bytes);
		}
		await expect(openPicture({ db, store }, media.key, 1600, 'jpg')).rejects.toThrow(NotFound);
		await expect(openPicture({ db, store }, '../../etc', 480, 'jpg')).rejects.toThrow(NotFound);
	});

	test('keeps one picture for the same bytes, and everyone’s words', async () => {
		const bytes = await photo(500, 400);
		const first = await image({ bytes, altText: '', decorative: true, credit: 'Service communication' });
		const second = await image({ bytes, altText: 'La place', caption: 'La place du marché', credit: 'Autre' });
		const third = await image({ bytes, altText: 'Une place' });
		expect([second.id, third.id]).toEqual([first.id, first.id]);
		expect(third).toMatchObject({
			altText: 'La place',
			decorative: false,
			caption: 'La place du marché',
			credit: 'Service communication'
		});
	});

	test('makes a transparent logo white in JPEG and keeps it transparent elsewhere', async () => {
		const logo = { create: { width: 300, height: 100, channels: 4, background: '#00000000' } } as const;
		const media = await image({ bytes: await sharp(logo).png().toBuffer(), altText: 'Logo' });
		expect(media.widths).toEqual([300]);
		const open = async (format: string) =>
			sharp(await bytesOf((await openPicture({ db, store }, media.key, 300, format)).body));
		expect((await (await open('jpg')).stats()).channels[0]!.min).toBeGreaterThan(250);
		expect((await (await open('webp')).metadata()).hasAlpha).toBe(true);
	});

	test.each([
		['an SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
		['a page called .jpg', Buffer.from('<!doctype html><script>alert(1)</script>'), /n’est pas une image/],
		['nothing', Buffer.alloc(0), /vide/]
	])('refuses %s with a sentence', async (_name, bytes, sentence) => {
		const error = await image({ bytes }).catch((refused: unknown) => refused);
		expect(error).toBeInstanceOf(Invalid);
		expect((error as Invalid).fields.file).toMatch(sentence);
	});

	test('refuses a picture made to fill the memory, and one that is torn', async () => {
		const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
			.png({ compressionLevel: 9 })
			.toBuffer();
		await expect(image({ bytes: bomb })).rejects.toThrow(/50 millions/);
		const whole = await photo();
		await expect(image({ bytes: whole.subarray(0, whole.length / 2) })).rejects.toThrow(Invalid);
	});

	test('asks for a description, and for the right to add', async () => {
		await expect(image({ bytes: await photo(500, 300), altText: '' })).rejects.toMatchObject({
			fields: { altText: expect.any(String) }
		});
		const draft = { bytes: await photo(500, 300), name: 'a.jpg', altText: 'a' };
		const adding = db.transaction().execute((tx) => addImage(tx, anonymous, draft, store));
		await expect(adding).rejects.toThrow(Forbidden);
	});

	test('gives an internal file to agents only, under its own name', async () => {
		const bytes = Buffer.from('%PDF-1.7\nété');
		const media = await file({ bytes, name: 'été à l’Hôtel-de-Ville.pdf' });
		const agent: Reader = { structure: 's', structures: ['s'], reach: 'internal' };
		const opened = await openFile(db, agent, media.id, store);
		expect(opened).toMatchObject({ name: 'été à l’Hôtel-de-Ville.pdf', mime: 'application/pdf', bytes: bytes.length });
		expect(await bytesOf(opened.body)).toEqual(bytes);
		await expect(openFile(db, null, media.id, store)).rejects.toThrow(NotFound);
		await expect(openFile(db, publicReader('s'), media.id, store)).rejects.toThrow(NotFound);
		const open = await file({ bytes, name: 'été à l’Hôtel-de-Ville.pdf', reach: 'public' });
		expect(open.id).not.toBe(media.id);
		expect((await openFile(db, null, open.id, store)).reach).toBe('public');
	});

	test('refuses a file whose name lies', async () => {
		const lying = { bytes: Buffer.from('%PDF-1.7\n'), name: 'note.docx' };
		await expect(file(lying)).rejects.toThrow(/c’est un fichier « \.pdf »/);
		await expect(file({ bytes: Buffer.from('<html>'), name: 'note.txt' })).rejects.toThrow(/n’est pas accepté/);
	});
});

test('a store keeps to its folder and leaves no draft behind', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'unisson-store-'));
	const store = fileStore(folder);
	for (const path of ['../a', 'a/../../b', '/etc/passwd', 'a//b', 'a/.b', 'a\\b', 'a\0b', ''])
		await expect(async () => store.put(path, Buffer.from('x'))).rejects.toThrow(RangeError);
	await store.put('a/b.txt', Buffer.from('one'));
	await store.put('a/b.txt', Buffer.from('two'));
	expect((await store.read('a/b.txt'))?.toString()).toBe('two');
	expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
	await store.remove('a/b.txt');
	expect([await store.read('a/b.txt'), await store.stat('a/b.txt'), await store.stream('a')]).toEqual(
		Array(3).fill(undefined)
	);
	rmSync(folder, { recursive: true });
});
