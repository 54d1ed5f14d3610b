import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseCallKeys, type CallKey } from '@smartstart/connector';
import { z } from 'zod';

export interface Config {
  readonly mode: 'local' | 'production';
  /** Next.js runs its development server: scripts may be evaluated and the hot-reload socket is passed on. */
  readonly dev: boolean;
  readonly host: string;
  readonly port: number;
  /** The origin people see in the address bar. */
  readonly publicOrigin: string;
  /** Origins that are this site itself: the public one and, on one's own machine, its other spellings. */
  readonly ownOrigins: ReadonlySet<string>;
  readonly corsOrigins: readonly string[];
  /** Addresses of proxies whose `x-forwarded-*` and `x-request-id` are believed. */
  readonly trustProxy: readonly string[];
  readonly brain: {
    readonly socketPath?: string;
    readonly url?: string;
    readonly tls?: { ca: string; cert: string; key: string };
  };
  readonly callKeys: readonly CallKey[];
  readonly webUrl: string;
  readonly redisUrl: string | undefined;
  /** Where Prometheus figures are served; nowhere unless a port is set. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  readonly logLevel: string;
  readonly rateLimits: boolean;
}

/** Reads the environment once. Throws one message that lists everything that is wrong. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(withoutBlanks(env));
  if (!parsed.success) {
    throw new Error(
      `The gateway cannot start:\n${parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    );
  }
  const e = parsed.data;
  const mode = e.SMARTSTART_MODE;
  const publicOrigin = e.PUBLIC_ORIGIN ?? `http://localhost:${e.PORT}`;
  const tls = readTls(e);
  return {
    mode,
    dev: mode === 'local' && (e.SMARTSTART_DEV === '1' || e.NODE_ENV === 'development'),
    host: e.HOST ?? (mode === 'local' ? 'localhost' : '::'),
    port: e.PORT,
    publicOrigin,
    ownOrigins: new Set([
      publicOrigin,
      ...(mode === 'local'
        ? ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${e.PORT}`)
        : []),
    ]),
    corsOrigins: e.CORS_ORIGINS,
    trustProxy: e.TRUST_PROXY,
    brain: e.BRAIN_SOCKET
      ? { socketPath: e.BRAIN_SOCKET }
      : { url: e.BRAIN_URL ?? `http://127.0.0.1:${e.BRAIN_PORT}`, ...(tls ? { tls } : {}) },
    callKeys: e.CALL_KEYS,
    webUrl: e.WEB_URL ?? `http://127.0.0.1:${e.WEB_PORT}`,
    redisUrl: e.REDIS_URL,
    metrics: e.GATEWAY_METRICS_PORT ? { host: e.METRICS_HOST, port: e.GATEWAY_METRICS_PORT } : undefined,
    logLevel: e.LOG_LEVEL,
    rateLimits: e.RATE_LIMITS === 'on',
  };
}

const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'Write an origin such as https://app.example.com, without a path.',
  );
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
const port = z.coerce.number().int().min(1).max(65535);

const environment = z
  .object({
    SMARTSTART_MODE: z.enum(['local', 'production']).default('local'),
    SMARTSTART_DEV: z.enum(['0', '1']).default('0'),
    NODE_ENV: z.string().optional(),
    HOST: z.string().optional(),
    PORT: port.default(3000),
    PUBLIC_ORIGIN: origin.optional(),
    CORS_ORIGINS: list.pipe(z.array(origin)),
    TRUST_PROXY: list.pipe(
      z.array(
        z.string().refine(isAddressRange, 'Write addresses or ranges such as 10.0.0.0/8, or loopback.'),
      ),
    ),
    BRAIN_SOCKET: z.string().optional(),
    BRAIN_URL: z.url({ protocol: /^https?$/ }).optional(),
    BRAIN_PORT: port.optional(),
    BRAIN_TLS_CA: z.string().optional(),
    BRAIN_TLS_CERT: z.string().optional(),
    BRAIN_TLS_KEY: z.string().optional(),
    CALL_KEYS: z.string('Set it to the keys shared with the Brain.').transform(toCallKeys),
    WEB_URL: origin.optional(),
    WEB_PORT: port.default(3100),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
    GATEWAY_METRICS_PORT: port.optional(),
    METRICS_HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  })
  .superRefine((e, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (!e.BRAIN_SOCKET && !e.BRAIN_URL && !e.BRAIN_PORT)
      wrong('BRAIN_SOCKET', 'Set BRAIN_SOCKET (same host), BRAIN_URL, or BRAIN_PORT.');
    const files = [e.BRAIN_TLS_CA, e.BRAIN_TLS_CERT, e.BRAIN_TLS_KEY].filter(Boolean).length;
    if (files % 3 !== 0)
      wrong('BRAIN_TLS_CA', 'Set BRAIN_TLS_CA, BRAIN_TLS_CERT and BRAIN_TLS_KEY together.');
    if (e.SMARTSTART_MODE !== 'production') return;
    if (!e.PUBLIC_ORIGIN?.startsWith('https://'))
      wrong('PUBLIC_ORIGIN', 'In production it must be an https origin.');
    if (e.BRAIN_URL?.startsWith('https:') && files === 0)
      wrong('BRAIN_TLS_CA', 'Across hosts the Brain is reached with mutual TLS; name the three files.');
    if (e.RATE_LIMITS === 'off') wrong('RATE_LIMITS', 'The limits cannot be switched off in production.');
    if (e.SMARTSTART_DEV === '1') wrong('SMARTSTART_DEV', 'Development mode cannot be used in production.');
  });

function toCallKeys(text: string, context: z.RefinementCtx): CallKey[] {
  try {
    return parseCallKeys(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
}

function isAddressRange(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/');
  return (
    text === 'loopback' ||
    text === 'uniquelocal' ||
    (isIP(address) > 0 && /^\d{1,3}$/.test(bits) && rest.length === 0)
  );
}

function readTls(e: {
  BRAIN_TLS_CA?: string | undefined;
  BRAIN_TLS_CERT?: string | undefined;
  BRAIN_TLS_KEY?: string | undefined;
}) {
  if (!e.BRAIN_TLS_CA || !e.BRAIN_TLS_CERT || !e.BRAIN_TLS_KEY) return undefined;
  return {
    ca: readFileSync(e.BRAIN_TLS_CA, 'utf8'),
    cert: readFileSync(e.BRAIN_TLS_CERT, 'utf8'),
    key: readFileSync(e.BRAIN_TLS_KEY, 'utf8'),
  };
}

function withoutBlanks(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
