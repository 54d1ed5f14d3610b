import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange, exchangeStream, failureKind } from './exchange.ts';

let server: Server;
let pool: Pool;
let answer: RequestListener;

beforeEach(async () => {
  const socketPath = path.join(mkdtempSync(path.join(tmpdir(), 'exchange-')), 'server.sock');
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  pool = new Pool('http://server', { connect: { socketPath }, headersTimeout: 300, bodyTimeout: 300 });
});
afterEach(async () => {
  await pool.destroy();
  server.closeAllConnections();
  server.close();
});

const get = { method: 'GET', path: '/' } as const;

describe('an exchange', () => {
  it('gathers status, headers and the whole body', async () => {
    answer = (_request, response) => {
      response.writeHead(201, { 'x-a': '1' }).write('one ');
      setTimeout(() => response.end('two'), 20);
    };
    const { status, headers, body } = await exchange(pool, get, 100);
    expect([status, headers['x-a'], body.toString()]).toEqual([201, '1', 'one two']);
  });

  it('tells a late answer from a broken one', async () => {
    answer = () => {};
    expect(failureKind(await exchange(pool, get, 100).catch((error: unknown) => error))).toBe('late');
    answer = (request) => void request.socket.destroy();
    expect(failureKind(await exchange(pool, get, 100).catch((error: unknown) => error))).toBe('broken');
  });

  it('refuses an answer that is too large', async () => {
    answer = (_request, response) => void response.end('x'.repeat(101));
    await expect(exchange(pool, get, 100)).rejects.toThrow('larger than 100 bytes');
  });

  it('ends on both sides when it is called off, before or in the middle', async () => {
    await expect(exchangeStream(pool, { ...get, signal: AbortSignal.abort() })).rejects.toThrow('went away');
    const closed = new Promise<void>((resolve) => {
      answer = (_request, response) => void response.on('close', resolve).write('begun');
    });
    const { body } = await exchangeStream(pool, get);
    body.destroy();
    await closed;
  });
});
