import { contentDisposition } from '#foundation/media/index.ts';

/** A table to download, for a spreadsheet; kept by nobody on the way. */
export const tableResponse = (text: string, name: string): Response =>
	new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': contentDisposition('attachment', name),
			'cache-control': 'private, no-store'
		}
	});
