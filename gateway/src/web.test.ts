import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from './gateway.ts';
import { freePort, startGateway, TestBrain } from './test-brain.ts';

let brain: TestBrain;
let web: Server;
let webUrl: string;
let gateway: Gateway;
let url: string;
let seen: { url: string; method: string; headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  brain = await new TestBrain().start();
  web = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ url: request.url!, method: request.method!, headers: request.headers, body });
    response
      .writeHead(200, {
        'content-type': 'text/html',
        'x-powered-by': 'Next.js',
        'set-cookie': ['a=1', 'b=2'],
        'content-security-policy': 'default-src *',
      })
      .end('<p>page</p>');
  });
  web.on('upgrade', (_request, wire) =>
    wire.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nhello'),
  );
  const port = await freePort();
  webUrl = `http://127.0.0.1:${port}`;
  await new Promise<void>((resolve) => web.listen(port, '127.0.0.1', resolve));
  ({ gateway, url } = await startGateway(brain, { WEB_URL: webUrl, SMARTSTART_DEV: '1' }));
});
afterAll(async () => {
  await gateway.close();
  await brain.stop();
  web.close();
});

describe('pages', () => {
  it('carry a policy with a nonce that Next.js is told and that is new each time', async () => {
    seen = [];
    const nonces = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const response = await fetch(`${url}/ventures?tab=a%20b`);
      expect(await response.text()).toBe('<p>page</p>');
      const policy = response.headers.get('content-security-policy')!;
      const nonce = /'nonce-([^']+)' 'strict-dynamic'/.exec(policy)![1]!;
      expect(policy).toContain(`style-src-elem 'self' 'nonce-${nonce}'`);
      expect(policy).toContain("default-src 'none'");
      expect(seen[i]!.headers).toMatchObject({
        'x-nonce': nonce,
        'content-security-policy': policy,
        'x-forwarded-proto': 'http',
        'x-forwarded-for': '127.0.0.1',
      });
      expect(seen[i]!.url).toBe('/ventures?tab=a%20b');
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  it('never see the session or a nonce chosen by the caller', async () => {
    seen = [];
    await fetch(`${url}/`, {
      headers: {
        cookie: 'theme=dark; ss_session=secret; x=1',
        'x-nonce': 'mine',
        authorization: 'Bearer x',
        'x-forwarded-for': '6.6.6.6',
      },
    });
    expect(seen[0]!.headers.cookie).toBe('theme=dark; x=1');
    expect(seen[0]!.headers['x-nonce']).not.toBe('mine');
    expect(seen[0]!.headers.authorization).toBeUndefined();
    expect(seen[0]!.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it('are asked for by path only', async () => {
    const text = await new Promise<string>((resolve) => {
      let got = '';
      const wire = connect(Number(new URL(url).port), '127.0.0.1', () =>
        wire.write('GET http://elsewhere.example/x HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'),
      );
      wire.on('data', (chunk) => (got += chunk)).on('close', () => resolve(got));
    });
    expect(text).toMatch(/^HTTP\/1.1 40[04]/);
  });

  it('take bodies of any kind', async () => {
    seen = [];
    await fetch(`${url}/action`, {
      method: 'POST',
      body: 'a=1',
      headers: { 'content-type': 'application/json' },
    });
    expect(seen[0]).toMatchObject({ method: 'POST', body: 'a=1' });
  });

  it('that are not there yet are replaced by one that looks again', async () => {
    const other = await startGateway(brain, { WEB_URL: 'http://127.0.0.1:9' });
    const page = await fetch(`${other.url}/`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(503);
    const html = await page.text();
    expect(html).toContain('http-equiv="refresh"');
    const nonce = /<style nonce="([^"]+)"/.exec(html)![1]!;
    expect(page.headers.get('content-security-policy')).toContain(nonce);
    expect(
      ((await (await fetch(`${other.url}/x.js`, { headers: { accept: '*/*' } })).json()) as { code: string })
        .code,
    ).toBe('UPSTREAM_UNAVAILABLE');
    await other.gateway.close();
  });

  it('reload themselves in development over a joined socket', async () => {
    const text = await new Promise<string>((resolve) => {
      let got = '';
      const wire = connect(Number(new URL(url).port), '127.0.0.1', () =>
        wire.write(
          'GET /_next/webpack-hmr HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
        ),
      );
      wire.on('data', (chunk) => (got += chunk)).on('close', () => resolve(got));
    });
    expect(text).toMatch(/^HTTP\/1.1 101/);
    expect(text).toContain('hello');
  });
});

describe('over https', () => {
  it('strict transport security is told', async () => {
    const secure = await startGateway(brain, {
      WEB_URL: webUrl,
      SMARTSTART_MODE: 'production',
      PUBLIC_ORIGIN: 'https://app.example',
      RATE_LIMITS: 'on',
    });
    const response = await fetch(`${secure.url}/`);
    expect(response.headers.get('strict-transport-security')).toBe(
      'max-age=31536000; includeSubDomains; preload',
    );
    expect(response.headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://app.example;",
    );
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe-eval');
    await secure.gateway.close();
  });
});
