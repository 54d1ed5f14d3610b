import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutbound, isPublicAddress, outboundError, OutboundRefused, wasRefused } from './outbound.ts';

const strict = createOutbound({ allowPrivate: false });
const open = createOutbound({ allowPrivate: true });
let answer = { status: 200, body: '' };
let asked = 0;
const server = createServer((_request, response) => {
  asked++;
  response.writeHead(answer.status).end(answer.body);
});
let origin = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await Promise.all([strict.close(), open.close()]);
  server.closeAllConnections();
  server.close();
});

describe('addresses', () => {
  test.each(
    '10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 127.0.0.1 127.8.8.8 0.0.0.0 169.254.169.254 100.64.0.1 198.18.0.1 192.0.2.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::7f00:1 fe80::1 fc00::1 fd12::1 ff02::1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1::1 2001:db8::1 nonsense'.split(
      ' ',
    ),
  )('%s is closed', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each('8.8.8.8 172.32.0.1 1.1.1.1 2606:4700:4700::1111 2a00:1450:4001:81b::200e'.split(' '))(
    '%s is open',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    'http://example.com',
    'ftp://example.com',
    'https://user@example.com',
    'https://127.1/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://[::ffff:7f00:1]/',
    'https://LOCALHOST./',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'not an address',
  ])('%s is refused with a sentence', (url) => {
    expect(strict.whyRefused(url)).toMatch(/^[A-Z].*\.$/);
  });

  test('an ordinary address passes', () =>
    expect(strict.whyRefused('https://example.com:8443/hook?a=1')).toBeNull());
});

describe('posting', () => {
  test('answers with the status and the beginning of what came back', async () => {
    answer = { status: 418, body: `tea\u0000${'x'.repeat(5_000_000)}` };
    const { status, text } = await open.post(`${origin}/`, { headers: {}, body: '{}' });
    expect(status).toBe(418);
    expect(text).toHaveLength(500);
    expect(text.startsWith('teaxx')).toBe(true);
  });

  test('a name that leads inside is refused when it is looked up, before anything is sent', async () => {
    const name = hostname();
    const found = await lookup(name).catch(() => null);
    if (!found || isPublicAddress(found.address)) return;
    asked = 0;
    const failure = await strict
      .post(`https://${name}:${new URL(origin).port}/`, { headers: {}, body: '{}' })
      .catch((error: unknown) => error);
    expect(wasRefused(failure)).toBe(true);
    expect(outboundError(failure)).toBe('The address leads into a private network.');
    expect(asked).toBe(0);
  });

  test('an address that is refused is not posted to either', async () => {
    await expect(strict.post(origin, { headers: {}, body: '' })).rejects.toThrow(OutboundRefused);
  });

  test('failures are said in words', async () => {
    const failure = await open
      .post('http://127.0.0.1:1/', { headers: {}, body: '' })
      .catch((error: unknown) => error);
    expect(outboundError(failure)).toBe('Nothing listens at that address.');
  });
});
