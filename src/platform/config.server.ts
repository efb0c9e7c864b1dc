import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';

/** A setting that cannot be used. The message is one sentence that names the variable. */
export class SettingError extends Error {}

const flag = v.optional(
	v.pipe(
		v.picklist(['0', '1'], 'doit valoir 1 ou 0'),
		v.transform((text) => text === '1')
	)
);
const url = (message: string, ...schemes: string[]) =>
	v.pipe(
		v.string(),
		v.check((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), message)
	);

/** How letters leave and come back. Each can be said for one structure: `SMTP_URL_AGGLO` for the slug `agglo`. */
const senderEntries = {
	SMTP_URL: v.optional(url('doit commencer par smtp:// ou smtps://', 'smtp:', 'smtps:')),
	DKIM_DOMAIN: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9.-]+\.[a-z]+$/i, 'doit être un nom de domaine'))),
	DKIM_SELECTOR: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9._-]+$/i, 'doit être un sélecteur DKIM'))),
	DKIM_PRIVATE_KEY: v.optional(v.string()),
	BOUNCE_ADDRESS: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^[^\s@+]+@[^\s@]+\.[^\s@]+$/, 'doit être une adresse de courriel, par exemple retours@lettre.ville.fr')
		)
	),
	IMAP_URL: v.optional(url('doit commencer par imap:// ou imaps://', 'imap:', 'imaps:'))
};

const schema = v.object({
	PORT: v.optional(
		v.pipe(
			v.string(),
			v.transform(Number),
			v.check(
				(port) => Number.isInteger(port) && port >= 0 && port < 65536,
				'doit être un numéro de port, entre 0 et 65535'
			)
		),
		'3000'
	),
	HOST: v.optional(v.pipe(v.string(), v.minLength(1, 'ne doit pas être vide')), '127.0.0.1'),
	ORIGIN: v.optional(
		v.pipe(
			url('doit être une adresse complète, par exemple https://intranet.ville.fr', 'http:', 'https:'),
			v.check((text) => new URL(text).pathname === '/', 'doit s’arrêter au nom de domaine, sans chemin'),
			v.transform((text) => new URL(text).origin)
		)
	),
	DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'ne doit pas être vide')), './data'),
	DATABASE_URL: v.optional(
		url('doit commencer par postgres:// (ou être absente : SQLite dans DATA_DIR)', 'postgres:', 'postgresql:')
	),
	MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/@[^\s@]+\.[^\s@>]+>?$/, 'doit contenir une adresse de courriel'))),
	MAIL_RATE: v.optional(
		v.pipe(
			v.string(),
			v.transform(Number),
			v.check(
				(rate) => Number.isFinite(rate) && rate >= 0,
				'doit être un nombre de lettres par seconde, ou 0 pour ne pas en fixer'
			)
		),
		'10'
	),
	...senderEntries,
	BROWSER_PATH: v.optional(
		v.pipe(
			v.string(),
			v.check(
				(path) => path === 'none' || existsSync(path),
				'doit désigner un navigateur (Chromium, Chrome) de cette machine, ou none pour n’en utiliser aucun'
			)
		)
	),
	DNS_SERVER: v.optional(
		v.pipe(
			v.string(),
			v.regex(
				/^(\d{1,3}(\.\d{1,3}){3}(:\d+)?|\[[0-9a-f:]+\](:\d+)?|[0-9a-f:]+:[0-9a-f:]*)$/i,
				'doit être l’adresse d’un serveur de noms, par exemple 192.0.2.53'
			)
		)
	),
	SESSION_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'doit compter au moins 32 signes'))),
	TRUST_PROXY: flag,
	DEMO: flag,
	LOG_LEVEL: v.optional(
		v.picklist(
			['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
			'doit être un de : fatal, error, warn, info, debug, trace, silent'
		),
		'info'
	)
});

export type Dkim = { domainName: string; keySelector: string; privateKey: string };

export type SenderSettings = {
	smtpUrl: string | undefined;
	dkim: Dkim | undefined;
	bounceAddress: string | undefined;
	imapUrl: string | undefined;
};

export type Settings = {
	port: number;
	host: string;
	/** Public address without a final slash, used in mails. */
	origin: string;
	/** Whether `origin` was said, rather than guessed from host and port. */
	hasOrigin: boolean;
	dataDir: string;
	/** `postgres://…`, or the path of the SQLite file. */
	databaseUrl: string;
	mediaDir: string;
	outboxDir: string;
	smtpUrl: string | undefined;
	mailFrom: string | undefined;
	dkim: Dkim | undefined;
	/** Letters per second over all senders and workers; 0 sets no limit. */
	mailRate: number;
	/** Where what could not be delivered comes back (VERP: `retours+TOKEN@…`); without it, to the sender. */
	bounceAddress: string | undefined;
	/** The mailbox where returns are read. */
	imapUrl: string | undefined;
	/** Who is asked about domains (`address[:port]`), instead of the machine's own servers. */
	dnsServer: string | undefined;
	/** What was said for one structure, by the upper-case form of its slug; see `senderSettings`. */
	senders: Record<string, Partial<SenderSettings>>;
	/** The browser that makes PDF files; undefined: one found in the usual places. `none` for no browser. */
	browserPath: string | undefined;
	sessionSecret: string;
	/** A reverse proxy of ours says who asks and whether in https. */
	trustProxy: boolean;
	demo: boolean;
	/** Demo accounts were asked for on an address that others can reach: pages carry a warning. */
	demoExposed: boolean;
	logLevel: string;
};

/**
 * Reads the settings of an environment. Makes `DATA_DIR` when it is missing, and keeps a generated session secret there.
 * Throws `SettingError`, which names the variable and says what it expects.
 */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
	const said = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
	const parsed = v.safeParse(schema, said);
	if (!parsed.success) throw new SettingError(explain(parsed.issues[0]));
	const set = parsed.output;
	const dataDir = resolve(set.DATA_DIR);
	prepareFolder(dataDir);
	const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(set.HOST);
	const isAnyAddress = ['0.0.0.0', '::'].includes(set.HOST);
	return {
		port: set.PORT,
		host: set.HOST,
		origin: set.ORIGIN ?? `http://${isLocal || isAnyAddress ? 'localhost' : set.HOST}:${set.PORT}`,
		hasOrigin: set.ORIGIN !== undefined,
		dataDir,
		databaseUrl: set.DATABASE_URL ?? join(dataDir, 'unisson.sqlite'),
		mediaDir: join(dataDir, 'media'),
		outboxDir: join(dataDir, 'outbox'),
		mailFrom: set.MAIL_FROM,
		mailRate: set.MAIL_RATE,
		...readSender(set),
		dnsServer: set.DNS_SERVER,
		senders: readSenders(said),
		browserPath: set.BROWSER_PATH,
		sessionSecret: set.SESSION_SECRET ?? keptSecret(dataDir),
		trustProxy: set.TRUST_PROXY ?? false,
		demo: set.DEMO ?? isLocal,
		demoExposed: set.DEMO === true && !isLocal,
		logLevel: set.LOG_LEVEL
	};
}

function explain(issue: v.BaseIssue<unknown>, suffix = ''): string {
	const name = String(issue.path?.[0]?.key ?? '') + suffix;
	return `Le réglage ${name} ${issue.message} (reçu : « ${String(issue.path?.[0]?.value)} »).`;
}

function prepareFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		throw new SettingError(
			`Le réglage DATA_DIR désigne un dossier qui ne peut pas être créé : ${folder} (${(error as Error).message}).`
		);
	}
}

type SaidSender = v.InferOutput<v.ObjectSchema<typeof senderEntries, undefined>>;

const readSender = (set: SaidSender): SenderSettings => ({
	smtpUrl: set.SMTP_URL,
	dkim: readDkim(set),
	bounceAddress: set.BOUNCE_ADDRESS,
	imapUrl: set.IMAP_URL
});

/** `SMTP_URL_CC_LOURDINE` is the `SMTP_URL` of the structure `cc-lourdine`. */
function readSenders(said: Record<string, string | undefined>): Settings['senders'] {
	const names = Object.keys(senderEntries);
	const found: Record<string, Record<string, string | undefined>> = {};
	for (const [name, value] of Object.entries(said)) {
		const base = names.find((each) => name.startsWith(`${each}_`));
		if (!base || names.includes(name)) continue;
		const slug = name.slice(base.length + 1);
		(found[slug] ??= {})[base] = value;
	}
	return Object.fromEntries(
		Object.entries(found).map(([slug, entries]) => {
			const parsed = v.safeParse(v.object(senderEntries), entries);
			if (!parsed.success) throw new SettingError(explain(parsed.issues[0], `_${slug}`));
			const given = Object.entries(readSender(parsed.output)).filter(([, value]) => value !== undefined);
			return [slug, Object.fromEntries(given)];
		})
	);
}

/** How one structure sends: what was said for it, else what was said for all. */
export function senderSettings(settings: SenderSettings & Pick<Settings, 'senders'>, slug: string): SenderSettings {
	const { smtpUrl, dkim, bounceAddress, imapUrl } = settings;
	const own = settings.senders[slug.toUpperCase().replaceAll('-', '_')];
	return { smtpUrl, dkim, bounceAddress, imapUrl, ...own };
}

function readDkim(set: {
	DKIM_DOMAIN?: string | undefined;
	DKIM_SELECTOR?: string | undefined;
	DKIM_PRIVATE_KEY?: string | undefined;
}): Settings['dkim'] {
	const given = [set.DKIM_DOMAIN, set.DKIM_SELECTOR, set.DKIM_PRIVATE_KEY].filter(Boolean).length;
	if (given === 0) return undefined;
	if (!set.DKIM_DOMAIN || !set.DKIM_SELECTOR || !set.DKIM_PRIVATE_KEY)
		throw new SettingError('Les réglages DKIM_DOMAIN, DKIM_SELECTOR et DKIM_PRIVATE_KEY vont ensemble : il en manque.');
	const key = set.DKIM_PRIVATE_KEY.includes('PRIVATE KEY')
		? set.DKIM_PRIVATE_KEY.replaceAll('\\n', '\n')
		: readKeyFile(set.DKIM_PRIVATE_KEY);
	return { domainName: set.DKIM_DOMAIN, keySelector: set.DKIM_SELECTOR, privateKey: key };
}

function readKeyFile(path: string): string {
	if (!existsSync(path))
		throw new SettingError(`Le réglage DKIM_PRIVATE_KEY n’est ni une clé PEM ni un fichier lisible (${path}).`);
	return readFileSync(path, 'utf8');
}

/** The secret of this installation: made once, readable by its owner only. */
function keptSecret(dataDir: string): string {
	const path = join(dataDir, 'session-secret');
	if (!existsSync(path)) {
		try {
			writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
				throw new SettingError(`Le réglage DATA_DIR désigne un dossier où l’on ne peut pas écrire : ${dataDir}.`);
		}
	}
	return readFileSync(path, 'utf8').trim();
}
