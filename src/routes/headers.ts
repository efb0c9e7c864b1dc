/**
 * What every answer carries, whatever it is (C61); the content security policy of pages is in `svelte.config.js`.
 * `same-origin` as referrer policy: addresses of the intranet go nowhere else, and forms keep their `Origin`.
 */
export const securityHeaders = (isHttps: boolean): Record<string, string> => ({
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'permissions-policy':
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});
