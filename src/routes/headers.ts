/** The one page that other sites may show in a frame: the form that subscribes, which knows nobody. */
export const isFramed = (pathname: string): boolean => pathname === '/abonnement/integrer';

/**
 * What every answer carries, whatever it is (C61); the content security policy of pages is in `svelte.config.js`.
 * `same-origin` as referrer policy: addresses of the intranet go nowhere else, and forms keep their `Origin`. `isFramed`: other sites may show it.
 */
export const securityHeaders = (isHttps: boolean, { isFramed = false } = {}): Record<string, string> => ({
	'x-content-type-options': 'nosniff',
	...(isFramed ? {} : { 'x-frame-options': 'DENY' }),
	'referrer-policy': 'same-origin',
	'permissions-policy':
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});
