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
  readonly publicOrigin: string;
  readonly hub: { readonly name: string; readonly governingLaw: string; readonly venue: string };
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
    publicOrigin: publicOrigin.replace(/\/$/, ''),
    hub: {
      name: env['HUB_NAME'] ?? 'SmartStart Hub',
      governingLaw:
        env['GOVERNING_LAW'] ?? 'the laws of Ontario and the federal laws of Canada that apply there',
      venue: env['DISPUTE_VENUE'] ?? 'arbitration in Toronto, Ontario',
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
