import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const registry = new Registry();

const durations = new Histogram({
	name: 'http_request_duration_seconds',
	help: 'Time to answer a request, by route, method and status.',
	labelNames: ['route', 'method', 'status'],
	buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
	registers: [registry]
});

let isCollecting = false;

/** Notes one answer. `route` is the pattern, never the address: it names nobody. */
export function observeRequest(route: string, method: string, status: number, seconds: number): void {
	durations.observe({ route, method, status: String(status) }, seconds);
}

/** Starts what measures the process itself: at the first request, so that building the pages measures nothing. */
export function startMetrics(): void {
	if (isCollecting) return;
	isCollecting = true;
	collectDefaultMetrics({ register: registry });
}

/** Everything measured since the start, in the text format of Prometheus. */
export const metricsText = async (): Promise<{ text: string; contentType: string }> => ({
	text: await registry.metrics(),
	contentType: registry.contentType
});
