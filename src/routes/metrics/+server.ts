import { metricsText } from '#platform/metrics.server.ts';
import type { RequestHandler } from './$types';

/** For Prometheus, on this machine. */
export const GET: RequestHandler = async () => {
	const { text, contentType } = await metricsText();
	return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
};
