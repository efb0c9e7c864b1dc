import { describe, expect, test } from 'vitest';
import { Invalid } from '#kernel/errors.ts';
import { checkDescription } from './input.ts';
import { contentDisposition, isKnownTag, keptName, widthsFor } from './rules.ts';
import { fileTypeOf } from './signature.ts';

describe('a name', () => {
	test('keeps its accents, spaces and typographic apostrophe', () => {
		expect(keptName('e\u0301te\u0301 à l’Hôtel-de-Ville.pdf')).toBe('été à l’Hôtel-de-Ville.pdf');
	});
	test('loses what leads elsewhere or deceives the eye', () => {
		expect(keptName('../../etc/passwd')).toBe('etcpasswd');
		expect(keptName('note\u202efdp.exe\u0000')).toBe('notefdp.exe');
		expect(keptName(' .. ')).toBe('sans titre');
	});
	test('stays under the limit of file systems, with its extension', () => {
		expect(keptName(`${'é'.repeat(300)}.pdf`)).toMatch(/^é{176}\.pdf$/);
	});
	test('is sent whole in a header, with a fallback for old software', () => {
		expect(contentDisposition('attachment', 'été à l’Hôtel ("2").pdf')).toBe(
			`attachment; filename="ete a l'Hotel (_2_).pdf"; filename*=UTF-8''%C3%A9t%C3%A9%20%C3%A0%20l%E2%80%99H%C3%B4tel%20%28%222%22%29.pdf`
		);
	});
});

test('a picture is never enlarged, and always exists in one width', () => {
	expect(widthsFor(4000)).toEqual([480, 960, 1600]);
	expect(widthsFor(1000)).toEqual([480, 960]);
	expect(widthsFor(120)).toEqual([120]);
});

test('a browser that has a picture is told so', () => {
	expect(isKnownTag('W/"a", "b"', '"b"')).toBe(true);
	expect(isKnownTag('W/"a"', '"a"')).toBe(true);
	expect(isKnownTag(null, '"a"')).toBe(false);
});

describe('the content of a file', () => {
	const type = (text: string, extension: string) => fileTypeOf(Buffer.from(text, 'latin1'), extension)?.mime;

	test('decides what it is', () => {
		expect(type('%PDF-1.7\n', 'pdf')).toBe('application/pdf');
		expect(type('nom;prénom\r\n', 'csv')).toBe('text/csv; charset=windows-1252');
		expect(type('BEGIN:VCALENDAR\r\n', 'ics')).toBe('text/calendar; charset=utf-8');
		expect(type('WEBVTT\n\n', 'vtt')).toBe('text/vtt; charset=utf-8');
		expect(type('\0\0\0\x18ftypmp42', 'mp4')).toBe('video/mp4');
	});
	test.each([
		['a page', '<!DOCTYPE html><script>alert(1)</script>', 'txt'],
		['a page after a blank', ' \n\t<html >', 'csv'],
		['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'txt'],
		['a script', '#!/bin/sh\nrm -rf /', 'txt'],
		['a program', 'MZ\x90\0', 'txt'],
		['a page named as a calendar', 'BEGIN:<html>', 'ics'],
		['a torn archive', 'PK\x03\x04 and nothing else', 'zip']
	])('refuses %s', (_name, text, extension) => expect(type(text, extension)).toBeUndefined());
});

test('a picture says something, or says that it says nothing', () => {
	expect(() => checkDescription({ altText: ' ' })).toThrow(Invalid);
	expect(() => checkDescription({ altText: '', decorative: true })).not.toThrow();
	expect(checkDescription({ altText: ' La  déneigeuse\n', focalX: 140 })).toMatchObject({
		altText: 'La déneigeuse',
		focalX: 100,
		focalY: 50
	});
});
