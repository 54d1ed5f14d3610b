import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { exchangeStream } from '@smartstart/connector';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'undici';
import type { Config } from './config.ts';
import { createNonce, pagePolicy } from './headers.ts';
import { sendProblem } from './problems.ts';

const limits = {
  connections: 64,
  headersMs: 30_000,
  bodyMs: 60_000,
  connectMs: 2_000,
} as const;

/** What concerns one connection only (RFC 9110, 7.6.1), and what is ours to say. */
const ofOneHop =
  'connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade expect';
const notPassedOn = new Set(
  `${ofOneHop} host authorization content-security-policy x-nonce x-request-id forwarded x-forwarded-for x-forwarded-proto x-forwarded-host`.split(
    ' ',
  ),
);
const notPassedBack = new Set(
  `${ofOneHop} server x-powered-by content-security-policy referrer-policy x-content-type-options x-frame-options permissions-policy strict-transport-security`.split(
    ' ',
  ),
);

/** Everything outside `/api` is a page or an asset of the web application. */
export function addWeb(app: FastifyInstance, config: Config): void {
  const pool = new Pool(config.webUrl, {
    connections: limits.connections,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    connect: { timeout: limits.connectMs },
  });
  app.addHook('onClose', () => pool.destroy());
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all('/*', { config: { route: 'web' } }, (request, reply) => serve(request, reply, pool, config));
  });
}

async function serve(
  request: FastifyRequest,
  reply: FastifyReply,
  pool: Pool,
  config: Config,
): Promise<FastifyReply> {
  if (!request.raw.url!.startsWith('/')) return sendProblem(request, reply, 'MALFORMED'); // a whole URL is for forward proxies
  const nonce = createNonce();
  const policy = pagePolicy(config, nonce);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  reply.header('content-security-policy', policy);
  try {
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    const answer = await exchangeStream(pool, {
      method: request.method as 'GET',
      path: request.raw.url!,
      headers: { ...headersFor(request, config), 'content-security-policy': policy, 'x-nonce': nonce },
      body: hasBody ? request.raw : null,
      signal: gone.signal,
    });
    reply.code(answer.status);
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined && !notPassedBack.has(name)) reply.header(name, value);
    return reply.send(answer.body);
  } catch (error) {
    request.log.debug({ requestId: request.id, err: error }, 'The web application did not answer');
    return sayStarting(request, reply, nonce);
  }
}

function headersFor(request: FastifyRequest, config: Config): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !notPassedOn.has(name)) headers[name] = value;
  // Pages are the same for everybody; the session is no business of theirs.
  const cookie = request.headers.cookie
    ?.split(';')
    .filter((part) => !/^\s*ss_session=/.test(part))
    .join(';')
    .trim();
  delete headers['cookie'];
  const own = new URL(config.publicOrigin);
  const given = `${own.protocol}//${request.headers.host}`;
  const host = config.ownOrigins.has(given) ? request.headers.host! : own.host;
  return {
    ...headers,
    ...(cookie ? { cookie } : {}),
    host,
    'x-forwarded-for': request.ip,
    'x-forwarded-host': host,
    'x-forwarded-proto': own.protocol.slice(0, -1),
    'x-request-id': request.id,
  };
}

/** A page that looks again by itself, for the seconds in which the web application starts. */
function sayStarting(request: FastifyRequest, reply: FastifyReply, nonce: string): FastifyReply {
  reply.header('retry-after', 3);
  if (!request.headers.accept?.includes('text/html'))
    return sendProblem(request, reply, 'UPSTREAM_UNAVAILABLE');
  return reply
    .code(503)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(startingPage.replace('NONCE', nonce));
}

const startingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>SmartStart is starting</title>
<style nonce="NONCE">
:root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 90vh; margin: 0 1.5rem; }
main { max-width: 32rem; }
</style>
</head>
<body>
<main>
<h1>SmartStart is starting</h1>
<p>The pages will be here in a few seconds. This page looks again by itself.</p>
</main>
</body>
</html>
`;

/** In development, Next.js reloads pages over a WebSocket of its own; it is joined through byte for byte. */
export function joinHotReload(config: Config, request: IncomingMessage, wire: Duplex, head: Buffer): void {
  const upstream = httpRequest(new URL(request.url ?? '/', config.webUrl), {
    method: 'GET',
    headers: request.headers,
  });
  upstream.on('error', () => wire.destroy());
  upstream.on('response', () => wire.destroy());
  upstream.on('upgrade', (response, other, rest) => {
    const lines = response.rawHeaders.flatMap((value, index, all) =>
      index % 2 === 0 ? [`${value}: ${all[index + 1]}`] : [],
    );
    wire.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    if (rest.length > 0) wire.write(rest);
    if (head.length > 0) other.write(head);
    other.on('error', () => wire.destroy());
    wire.on('error', () => other.destroy());
    other.pipe(wire).pipe(other);
  });
  upstream.end();
}
