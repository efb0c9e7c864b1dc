import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { archiveIssue } from '#editions/archives/index.server.ts';
import { contentDisposition } from '#foundation/media/index.ts';
import { tar } from '#kernel/tar.ts';
import type { RequestHandler } from './$types';

/** An issue as files that are read and checked without the application, in one `.tar.gz`. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { folder, files, manifest } = await archiveIssue(locals, locals.actor, params.id);
	const inFolder = files.map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes }));
	const packed = await promisify(gzip)(tar(inFolder, new Date(manifest.archivedAt)));
	return new Response(new Uint8Array(packed), {
		headers: {
			'content-type': 'application/gzip',
			'content-length': String(packed.length),
			'content-disposition': contentDisposition('attachment', `${folder}.tar.gz`),
			'cache-control': 'private, no-store'
		}
	});
};
