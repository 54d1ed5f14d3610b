import { connect } from 'node:net';
import { generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from './gateway.ts';
import { answerJson, sessionId, startGateway, TestBrain, userId, ventureId } from './test-brain.ts';

let brain: TestBrain;
let gateway: Gateway;
let url: string;
let token: string;

beforeAll(async () => {
  brain = await new TestBrain().start();
  ({ gateway, url } = await startGateway(brain, { CORS_ORIGINS: 'https://partner.example' }));
  token = await brain.token(userId, sessionId);
});
afterAll(async () => {
  await gateway.close();
  await brain.stop();
});
beforeEach(() => {
  brain.calls.length = 0;
});
afterEach(() => {
  brain.answer = (_call, response) => answerJson(response, 200, { ok: true });
  expect(brain.refusals).toEqual([]);
});

async function send(path: string, init: RequestInit = {}, withToken = token) {
  const headers = {
    ...(withToken ? { authorization: `Bearer ${withToken}` } : {}),
    ...(init.body ? { 'content-type': 'application/json' } : {}),
    ...(init.headers as object),
  };
  const response = await fetch(`${url}/api/v1${path}`, { ...init, headers });
  const text = await response.text();
  return {
    response,
    status: response.status,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown> & {
      fields?: { path: string; message: string }[];
    },
  };
}

describe('forwarding', () => {
  it('hands on the exact bytes, the query and the allowed headers, and vouches for the caller', async () => {
    const body = '{ "name":"Ada",  "level": 3, "years": 2 }';
    const { status } = await send('/me/skills', {
      method: 'POST',
      body,
      headers: {
        'idempotency-key': 'k-1',
        'x-secret': '1',
        cookie: 'ss_session=abc',
        'user-agent': 'test/1',
      },
    });
    expect(status).toBe(200);
    const [call] = brain.calls;
    expect(call!.body.toString()).toBe(body);
    expect(call!.claims).toMatchObject({ userId, sessionId, agent: 'test/1', ip: '127.0.0.1' });
    expect(call!.request.headers).toMatchObject({
      'idempotency-key': 'k-1',
      'content-type': 'application/json',
    });
    expect(call!.request.headers).not.toHaveProperty('x-secret');
    expect(call!.request.headers).not.toHaveProperty('cookie');
    expect(call!.request.headers).not.toHaveProperty('authorization');
    await send('/ventures?limit=5&q=a%20b');
    expect(brain.calls[1]!.request.url).toBe('/api/v1/ventures?limit=5&q=a%20b');
  });

  it('passes back only allowed headers and adds the security headers and request id', async () => {
    brain.answer = (_call, response) => {
      response
        .writeHead(200, {
          'content-type': 'application/json',
          etag: '"7"',
          'x-internal': 'leak',
          server: 'brain',
        })
        .end('{}');
    };
    const { response } = await send('/me');
    expect(response.headers.get('etag')).toBe('"7"');
    expect(response.headers.get('x-internal')).toBeNull();
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toBe(brain.calls[0]!.claims.requestId);
  });

  it('does not believe an x-request-id of just anybody', async () => {
    const { response } = await send('/me', { headers: { 'x-request-id': 'chosen-by-me' } });
    expect(response.headers.get('x-request-id')).not.toBe('chosen-by-me');
  });

  it('believes a proxy it was told to trust', async () => {
    const behind = await startGateway(brain, { TRUST_PROXY: 'loopback' });
    const headers = {
      authorization: `Bearer ${token}`,
      'x-forwarded-for': '203.0.113.9',
      'x-request-id': 'from-the-proxy-1',
    };
    const response = await fetch(`${behind.url}/api/v1/me`, { headers });
    expect(response.headers.get('x-request-id')).toBe('from-the-proxy-1');
    expect(brain.calls[0]!.claims).toMatchObject({ ip: '203.0.113.9', requestId: 'from-the-proxy-1' });
    await behind.gateway.close();
  });

  it('answers health itself and asks the Brain whether it is ready', async () => {
    expect((await send('/health', {}, '')).body).toEqual({ status: 'ok' });
    expect(brain.calls).toHaveLength(0);
    await send('/ready', {}, '');
    expect(brain.calls).toHaveLength(1);
  });

  it('treats a missing body as an empty object and names the missing fields', async () => {
    expect((await send('/auth/logout', { method: 'POST' })).status).toBe(200);
    expect(brain.calls[0]!.body.toString()).toBe('{}');
    const { status, body } = await send('/me/skills', { method: 'POST' });
    expect(status).toBe(400);
    expect(body.fields?.map((field) => field.path)).toEqual(['body.name', 'body.level', 'body.years']);
  });
});

describe('shape', () => {
  it.each([
    ['an unknown field', '/me/skills', { name: 'A', level: 3, years: 2, admin: true }, 'body.admin'],
    ['a wrong type', '/me/skills', { name: 'A', level: '3', years: 2 }, 'body.level'],
    [
      'an unknown field inside',
      '/auth/factors',
      { step: 'BEGIN_PASSKEY', name: 'Key', extra: 1 },
      'body.extra',
    ],
  ])('refuses %s', async (_name, path, value, field) => {
    const { status, body, response } = await send(path, { method: 'POST', body: JSON.stringify(value) });
    expect(status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      code: 'MALFORMED',
      requestId: response.headers.get('x-request-id'),
      fields: [{ path: field }],
    });
    expect(brain.calls).toHaveLength(0);
  });

  it('refuses unknown and repeated query fields, also where no query is declared', async () => {
    expect((await send('/me?x=1')).body.fields).toEqual([{ path: 'query.x', message: expect.any(String) }]);
    expect((await send('/ventures?limit=1&limit=2')).status).toBe(400);
    expect((await send('/users/not-an-id')).body.fields?.[0]?.path).toBe('params.userId');
  });

  it.each(['{"a":', '"text', '{"__proto__":{"a":1},"name":"A","level":3,"years":2}'])(
    'refuses the body %s',
    async (body) => {
      const answer = await send('/me/skills', { method: 'POST', body });
      expect(answer.status).toBe(400);
      expect(answer.body['code']).toBe('MALFORMED');
      expect(answer.text).not.toContain('at ');
    },
  );

  it('refuses other media types and a body where none is taken', async () => {
    expect(
      (await send('/me/skills', { method: 'POST', body: 'a=1', headers: { 'content-type': 'text/plain' } }))
        .body['code'],
    ).toBe('MEDIA_TYPE_UNSUPPORTED');
    expect((await send(`/me/skills/${ventureId}`, { method: 'DELETE', body: '{"a":1}' })).status).toBe(400);
  });

  it('limits bodies to 64 kB, or to what the operation names', async () => {
    const big = JSON.stringify({ name: 'x'.repeat(70_000) });
    expect((await send('/me/skills', { method: 'POST', body: big })).body['code']).toBe('BODY_TOO_LARGE');
    const signing = await send(`/legal/documents/${ventureId}/sign`, {
      method: 'POST',
      body: big,
      headers: { 'idempotency-key': 'k' },
    });
    expect(signing.body['code']).toBe('MALFORMED');
  });

  it('limits the length of the address', async () => {
    expect((await send(`/ventures?q=${'a'.repeat(5000)}`)).status).toBe(400);
  });
});

describe('headers that must be there', () => {
  it('asks for an Idempotency-Key and checks its form', async () => {
    expect((await send('/subscription/trial', { method: 'POST' })).body).toMatchObject({
      status: 428,
      code: 'IDEMPOTENCY_KEY_REQUIRED',
    });
    expect(
      (await send('/subscription/trial', { method: 'POST', headers: { 'idempotency-key': 'with space' } }))
        .body['code'],
    ).toBe('MALFORMED');
    expect(
      (await send('/subscription/trial', { method: 'POST', headers: { 'idempotency-key': 'x'.repeat(101) } }))
        .body['code'],
    ).toBe('MALFORMED');
    expect(
      (await send('/subscription/trial', { method: 'POST', headers: { 'idempotency-key': 'fine' } })).status,
    ).toBe(200);
  });

  it('asks for If-Match on edits', async () => {
    expect((await send('/me', { method: 'PATCH', body: '{"headline":"x"}' })).body).toMatchObject({
      status: 428,
      code: 'IF_MATCH_REQUIRED',
    });
    expect(
      (await send('/me', { method: 'PATCH', body: '{"headline":"x"}', headers: { 'if-match': '"1"' } }))
        .status,
    ).toBe(200);
    expect(brain.calls[0]!.request.headers['if-match']).toBe('"1"');
  });
});

describe('access tokens', () => {
  it('refuses a missing, broken, expired, forged or foreign one', async () => {
    const missing = await send('/me', {}, '');
    expect(missing.body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(missing.response.headers.get('www-authenticate')).toBe('Bearer');
    expect((await send('/me', {}, 'not.a.token')).body['code']).toBe('UNAUTHENTICATED');
    expect((await send('/me', {}, await brain.token(userId, sessionId, { seconds: -1 }))).body['code']).toBe(
      'TOKEN_EXPIRED',
    );
    const { privateKey } = await generateKeyPair('EdDSA');
    expect(
      (await send('/me', {}, await brain.token(userId, sessionId, { signWith: privateKey }))).body['code'],
    ).toBe('UNAUTHENTICATED');
    expect(
      (await send('/me', {}, await brain.token(userId, sessionId, { issuer: 'other' }))).body['code'],
    ).toBe('UNAUTHENTICATED');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    expect((await send('/me', {}, none)).body['code']).toBe('UNAUTHENTICATED');
    expect(brain.calls).toHaveLength(0);
  });

  it('expires while it is remembered', async () => {
    const short = await brain.token(userId, sessionId, { seconds: 1 });
    expect((await send('/me', {}, short)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await send('/me', {}, short)).body['code']).toBe('TOKEN_EXPIRED');
  });

  it('goes along to public operations when it is good, and is ignored when it is not', async () => {
    await send('/plans');
    expect(brain.calls[0]!.claims.userId).toBe(userId);
    expect((await send('/plans', {}, 'not.a.token')).status).toBe(200);
    expect(brain.calls[1]!.claims.userId).toBeNull();
  });

  it('asks for a foreign key id at most every ten seconds', async () => {
    const before = brain.keySetRequests;
    const { privateKey } = await generateKeyPair('EdDSA');
    for (let i = 0; i < 5; i++)
      await send(
        '/me',
        {},
        await brain.token(userId, sessionId, { key: `foreign-${i}`, signWith: privateKey }),
      );
    expect(brain.keySetRequests - before).toBeLessThanOrEqual(1);
  });

  it('learns a new key of the Brain without a restart', async () => {
    const second = await startGateway(brain);
    await brain.addKey('key-2');
    expect(
      (
        await fetch(`${second.url}/api/v1/me`, {
          headers: { authorization: `Bearer ${await brain.token(userId, sessionId, { key: 'key-2' })}` },
        })
      ).status,
    ).toBe(200);
    await second.gateway.close();
  });

  it('of a revoked session is refused from the moment the push stream says so', async () => {
    const gone = '0190f0c0-0000-7000-8000-0000000000ff';
    const other = await brain.token(userId, gone);
    expect((await send('/me', {}, other)).status).toBe(200);
    brain.push({ kind: 'revoked', seq: brain.seq + 1, sessionId: gone });
    await expect.poll(async () => (await send('/me', {}, other)).body['code']).toBe('SESSION_ENDED');
    expect((await send('/me')).status).toBe(200);
  });
});

describe('cookie-authenticated writes', () => {
  const refresh = (headers: Record<string, string>) =>
    send('/auth/refresh', { method: 'POST', body: '{}', headers }, '');

  it('need the CSRF token of the cookie in a header and a page of our own', async () => {
    const cookie = 'ss_csrf=t0k3n; other=1; ss_session=s3cret==';
    expect((await refresh({ cookie })).body['code']).toBe('CSRF_REJECTED');
    expect((await refresh({ cookie, 'x-csrf-token': 'wrong' })).body['code']).toBe('CSRF_REJECTED');
    expect((await refresh({ 'x-csrf-token': '' })).body['code']).toBe('CSRF_REJECTED');
    expect(
      (await refresh({ cookie, 'x-csrf-token': 't0k3n', origin: 'https://evil.example' })).body['code'],
    ).toBe('CSRF_REJECTED');
    expect(brain.calls).toHaveLength(0);
    expect((await refresh({ cookie, 'x-csrf-token': 't0k3n', origin: url })).status).toBe(200);
    expect(brain.calls[0]!.request.headers.cookie).toBe('ss_session=s3cret==');
  });
});

describe('CORS', () => {
  it('answers listed origins only', async () => {
    const preflight = (origin: string) =>
      fetch(`${url}/api/v1/me`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
    expect((await preflight('https://partner.example')).headers.get('access-control-allow-origin')).toBe(
      'https://partner.example',
    );
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).not.toBe(
      'https://evil.example',
    );
    const { response } = await send('/me', { headers: { origin: 'https://evil.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBeFalsy();
  });
});

describe('addresses', () => {
  it('answers unknown ones and wrong methods with problems', async () => {
    expect((await send('/nothing')).body).toMatchObject({ code: 'NOT_FOUND', requestId: expect.any(String) });
    expect((await (await fetch(`${url}/api/other`)).json()) as object).toMatchObject({ code: 'NOT_FOUND' });
    const wrong = await send('/me', { method: 'DELETE' });
    expect(wrong.body).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(wrong.response.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'PATCH']);
  });

  it('never reaches the internal paths of the Brain', async () => {
    for (const path of ['/internal/key-set', '/api/internal/key-set', '/api/v1/../../internal/key-set'])
      expect((await fetch(url + path)).status).toBeGreaterThanOrEqual(400);
  });

  it('explains itself to people without a script, and lists the error codes', async () => {
    const page = await fetch(`${url}/api/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+='; /,
    );
    expect(html).toContain('id="authentication.login"');
    expect(html).not.toContain('<script');
    expect(await (await fetch(`${url}/api/docs/errors`)).text()).toContain('id="edit_conflict"');
  });

  it('describes the API and says when nothing changed', async () => {
    const first = await fetch(`${url}/api/v1/openapi.json`);
    expect(((await first.json()) as { openapi: string }).openapi).toBe('3.1.0');
    expect(
      (
        await fetch(`${url}/api/v1/openapi.json`, {
          headers: { 'if-none-match': first.headers.get('etag')! },
        })
      ).status,
    ).toBe(304);
  });

  it('answers something that is not HTTP without a stack', async () => {
    const { port } = new URL(url);
    const text = await new Promise<string>((resolve) => {
      const wire = connect(Number(port), '127.0.0.1', () => wire.write('GET /\0 HTTP/1.1\r\n\r\n'));
      let got = '';
      wire.on('data', (chunk) => (got += chunk)).on('close', () => resolve(got));
    });
    expect(text).toContain('400');
    expect(text).not.toContain('node:');
  });
});
