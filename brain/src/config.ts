import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseCallKeys, type CallKey } from '@smartstart/connector';
import path from 'node:path';

/** The environment, read once and grouped. Nothing else in the Brain reads `process.env`. */
export interface Config {
  readonly mode: 'local' | 'production';
  readonly logLevel: string;
  readonly demo: boolean;
  /** Where the embedded database, keys and files live. */
  readonly dataDir: string;
  readonly listen:
    | { readonly socketPath: string }
    | {
        readonly host: string;
        readonly port: number;
        readonly tls?: { ca: string; cert: string; key: string };
      };
  /** Where Prometheus figures are served; nowhere unless a port is set. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly callKeys: readonly CallKey[];
  /** `null` starts the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly mail: { readonly url: string | null; readonly from: string };
  /** May webhooks and push messages go to http and into the own network. For development and tests only. */
  readonly outbound: { readonly allowPrivate: boolean };
  readonly publicOrigin: string;
  readonly hub: {
    readonly name: string;
    readonly governingLaw: string;
    readonly venue: string;
    /** Under which the hub collects GST and HST, and QST; null: it is not registered, and charges none. */
    readonly gstNumber: string | null;
    readonly qstNumber: string | null;
  };
  readonly payments: {
    /** Null: nobody set Stripe up. */
    readonly stripe: StripeConfig | null;
    /** The provider that plays a bank, for trying out. */
    readonly testBank: boolean;
    /** Where a transfer goes, in words for whoever pays. */
    readonly transferDetails: string;
  };
  readonly secrets: {
    /** Encrypts columns and factor secrets (32 bytes); null makes one in the data directory. */
    readonly encryption: Buffer | null;
    /** PKCS#8 PEM of the Ed25519 key that signs evidence and audit heads; null makes one in the data directory. */
    readonly signingKeyPem: string | null;
  };
  /** What documents are sealed with. */
  readonly seal: {
    /** PKCS#12 with the key and its certificate; null makes one in the data directory. */
    readonly p12: Uint8Array | null;
    readonly password: string;
    /** RFC 3161 authority that confirms the time of each seal; null leaves seals at PAdES B-B. */
    readonly timestampUrl: string | null;
  };
  /** E-mail of the person who becomes the first super administrator on registering. */
  readonly firstAdminEmail: string | null;
  readonly analytics: AnalyticsConfig;
}

export interface AnalyticsConfig {
  /** What the copy of the events in DuckDB may use of this machine. */
  readonly memoryMb: number;
  readonly threads: number;
  /** In which days begin and end for figures of the hub, and the day its weeks begin on; Monday is 1. */
  readonly timeZone: string;
  readonly weekStart: number;
  /** Test accounts, counted nowhere: addresses, or whole domains as @example.test. */
  readonly excluded: readonly string[];
}

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Another place than Stripe's own, for tests. */
  readonly api: { readonly protocol: 'http' | 'https'; readonly host: string; readonly port: number } | null;
}

export class ConfigError extends Error {}

export function readConfig(given: Readonly<Record<string, string | undefined>>): Config {
  // A setting left blank is a setting that is not made.
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const mode = oneOf(env, 'SMARTSTART_MODE', ['local', 'production'], 'local');
  const production = mode === 'production';
  const dataDir = path.resolve(env['SMARTSTART_DATA_DIR'] ?? '.data');
  const callKeys = env['CALL_KEYS'];
  if (!callKeys)
    throw new ConfigError(
      'CALL_KEYS is missing. It is the secret shared by gateway and Brain, written id:base64url; `npm start` makes one.',
    );
  for (const name of production
    ? ['DATABASE_URL', 'SMTP_URL', 'ENCRYPTION_KEY', 'SIGNING_KEY', 'PUBLIC_ORIGIN']
    : []) {
    if (!env[name])
      throw new ConfigError(`${name} is missing. It must be set when SMARTSTART_MODE is production.`);
  }
  const publicOrigin = env['PUBLIC_ORIGIN'] ?? `http://localhost:${env['PORT'] ?? '3000'}`;
  if (production && !publicOrigin.startsWith('https://'))
    throw new ConfigError('PUBLIC_ORIGIN must begin with https:// in production.');
  const allowPrivate = env['ALLOW_PRIVATE_TARGETS'] === '1';
  if (production && allowPrivate)
    throw new ConfigError(
      'ALLOW_PRIVATE_TARGETS opens the own network to webhooks; it is refused in production.',
    );
  return {
    mode,
    logLevel: env['LOG_LEVEL'] ?? 'info',
    demo: env['SMARTSTART_DEMO'] === '1',
    dataDir,
    listen: readListen(env, dataDir),
    metrics: env['BRAIN_METRICS_PORT']
      ? { host: env['METRICS_HOST'] ?? '127.0.0.1', port: port(env, 'BRAIN_METRICS_PORT', 0) }
      : null,
    callKeys: guarded('CALL_KEYS', () => parseCallKeys(callKeys)),
    databaseUrl: env['DATABASE_URL'] ?? null,
    redisUrl: env['REDIS_URL'] ?? null,
    mail: { url: env['SMTP_URL'] ?? null, from: env['MAIL_FROM'] ?? 'SmartStart <no-reply@localhost>' },
    outbound: { allowPrivate },
    publicOrigin: publicOrigin.replace(/\/$/, ''),
    hub: {
      name: env['HUB_NAME'] ?? 'SmartStart Hub',
      governingLaw:
        env['GOVERNING_LAW'] ?? 'the laws of Ontario and the federal laws of Canada that apply there',
      venue: env['DISPUTE_VENUE'] ?? 'arbitration in Toronto, Ontario',
      gstNumber: taxNumber(env, 'GST_NUMBER', /^\d{9} ?RT\d{4}$/, '123456789 RT0001'),
      qstNumber: taxNumber(env, 'QST_NUMBER', /^\d{10} ?TQ\d{4}$/, '1234567890 TQ0001'),
    },
    payments: {
      stripe: readStripe(env),
      // Not where real people pay, unless somebody says so.
      testBank: env['TEST_BANK'] ? env['TEST_BANK'] === '1' : !production,
      transferDetails:
        env['BANK_TRANSFER_DETAILS'] ?? 'Ask the hub for its account; name the reference on the transfer.',
    },
    secrets: {
      encryption: readEncryptionKey(env['ENCRYPTION_KEY']),
      signingKeyPem: env['SIGNING_KEY'] ?? null,
    },
    seal: {
      p12: readPkcs12(env['SEAL_P12']),
      password: env['SEAL_P12_PASSWORD'] ?? '',
      timestampUrl: readTimestampUrl(env['TIMESTAMP_URL']),
    },
    firstAdminEmail: env['FIRST_ADMIN_EMAIL']?.toLowerCase() ?? null,
    analytics: readAnalytics(env),
  };
}

function readAnalytics(env: Readonly<Record<string, string | undefined>>): AnalyticsConfig {
  const timeZone = env['HUB_TIME_ZONE'] ?? 'America/Toronto';
  guarded('HUB_TIME_ZONE', () => new Intl.DateTimeFormat('en', { timeZone }));
  return {
    // Below this DuckDB cannot sort what a funnel of a large hub needs, even with the disk.
    memoryMb: whole(env, 'ANALYTICS_MEMORY_MB', 512, 128, 1_048_576),
    threads: whole(env, 'ANALYTICS_THREADS', 2, 1, 256),
    timeZone,
    weekStart: whole(env, 'HUB_WEEK_START', 1, 1, 7),
    excluded: (env['ANALYTICS_TEST_ACCOUNTS'] ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  };
}

function readListen(env: Readonly<Record<string, string | undefined>>, dataDir: string): Config['listen'] {
  if (env['BRAIN_PORT']) {
    const [ca, cert, key] = ['BRAIN_TLS_CA', 'BRAIN_TLS_CERT', 'BRAIN_TLS_KEY'].map((name) =>
      readPem(name, env[name]),
    );
    return {
      host: env['BRAIN_HOST'] ?? '127.0.0.1',
      port: port(env, 'BRAIN_PORT', 5000),
      ...(ca && cert && key ? { tls: { ca, cert, key } } : {}),
    };
  }
  const wished = env['BRAIN_SOCKET'] ?? path.join(dataDir, 'run', 'brain.sock');
  // A Unix socket path holds about 100 bytes.
  return {
    socketPath:
      wished.length < 100
        ? wished
        : `/tmp/smartstart-${createHash('sha256').update(wished).digest('hex').slice(0, 16)}.sock`,
  };
}

function readPem(name: string, file: string | undefined): string | undefined {
  return file && guarded(name, () => readFileSync(file, 'utf8'));
}

function readStripe(env: Readonly<Record<string, string | undefined>>): StripeConfig | null {
  const [secretKey, webhookSecret, base] = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API'].map(
    (name) => env[name],
  );
  if (!secretKey && !webhookSecret) return null;
  // One without the other would take money and not hear that it came, or the other way round.
  if (!secretKey || !webhookSecret)
    throw new ConfigError('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are set together, or not at all.');
  if (!base) return { secretKey, webhookSecret, api: null };
  const url = URL.parse(base);
  const protocol = url?.protocol === 'https:' ? 'https' : url?.protocol === 'http:' ? 'http' : null;
  if (!url || !protocol) throw new ConfigError('STRIPE_API must begin with https:// or http://.');
  const usual = protocol === 'https' ? 443 : 80;
  return { secretKey, webhookSecret, api: { protocol, host: url.hostname, port: Number(url.port) || usual } };
}

function taxNumber(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  form: RegExp,
  example: string,
): string | null {
  const value = env[name]?.trim() ?? null;
  if (value !== null && !form.test(value)) throw new ConfigError(`${name} is written like ${example}.`);
  return value;
}

function readEncryptionKey(text: string | undefined): Buffer | null {
  if (!text) return null;
  const key = Buffer.from(text, 'base64url');
  if (key.length !== 32) throw new ConfigError('ENCRYPTION_KEY must be 32 bytes in base64url.');
  return key;
}

function readPkcs12(text: string | undefined): Uint8Array | null {
  if (!text) return null;
  const bytes = Buffer.from(text, 'base64');
  // Every PKCS#12 begins as a DER sequence does.
  if (bytes[0] !== 0x30) throw new ConfigError('SEAL_P12 must be a PKCS#12 file in base64.');
  return new Uint8Array(bytes);
}

function readTimestampUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ''))
    throw new ConfigError('TIMESTAMP_URL must begin with https:// or http://.');
  return text;
}

function port(env: Readonly<Record<string, string | undefined>>, name: string, fallback: number): number {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new ConfigError(`${name} must be a port between 1 and 65535.`);
  return value;
}

function whole(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new ConfigError(`${name} must be a whole number from ${least} to ${most}.`);
  return value;
}

function oneOf<T extends string>(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  values: readonly T[],
  fallback: T,
): T {
  const value = env[name] ?? fallback;
  const known = values.find((candidate) => candidate === value);
  if (!known) throw new ConfigError(`${name} must be one of ${values.join(', ')}.`);
  return known;
}

function guarded<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ConfigError(`${name}: ${(error as Error).message}`);
  }
}
