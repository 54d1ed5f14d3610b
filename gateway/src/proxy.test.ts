import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from './gateway.ts';
import { answerJson, sessionId, startGateway, TestBrain, userId, ventureId } from './test-brain.ts';

let brain: TestBrain;
let gateway: Gateway;
let url: string;
let authorization: string;

beforeEach(async () => {
  brain = await new TestBrain().start();
  ({ gateway, url } = await startGateway(brain));
  authorization = `Bearer ${await brain.token(userId, sessionId)}`;
  await fetch(`${url}/api/v1/me`, { headers: { authorization } });
  brain.calls.length = 0;
});
afterEach(async () => {
  await gateway.close();
  await brain.stop();
});

const get = async (path: string) => fetch(`${url}/api/v1${path}`, { headers: { authorization } });
const post = async (path: string) =>
  fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { authorization } });
const code = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('a Brain that fails', () => {
  it('in the middle of a read is asked once more, with a fresh token', async () => {
    let tries = 0;
    brain.answer = ({ request }, response) =>
      void (++tries === 1 ? request.socket.destroy() : answerJson(response, 200, { tries }));
    const response = await get('/me');
    expect(await response.json()).toEqual({ tries: 2 });
    expect(brain.refusals).toEqual([]);
  });

  it('in the middle of a write is not asked again: 503', async () => {
    brain.answer = ({ request }) => void request.socket.destroy();
    const response = await post('/auth/logout');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      requestId: expect.any(String),
    });
    expect(brain.calls).toHaveLength(1);
  });

  it('half-way through its answer is a clean 503, never half a document', async () => {
    brain.answer = ({ request }, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
        .write('{"half":');
      setTimeout(() => request.socket.destroy(), 20);
    };
    const response = await get('/me');
    expect([response.status, await code(response)]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
  });

  it('is gone altogether: 503, and all is well when it comes back', async () => {
    await brain.stop();
    expect((await get('/me')).status).toBe(503);
    await brain.start();
    expect((await get('/me')).status).toBe(200);
  });

  it('hands its own problems on as they are', async () => {
    brain.answer = (_call, response) => {
      response.writeHead(409, { 'content-type': 'application/problem+json' }).end('{"code":"CONFLICT"}');
    };
    const response = await get('/me');
    expect([response.status, response.headers.get('content-type'), await code(response)]).toEqual([
      409,
      'application/problem+json',
      'CONFLICT',
    ]);
  });
});

describe('uploads', () => {
  const path = `/api/v1/files/uploads/${'t'.repeat(32)}`;
  const upload = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'PUT',
      body,
      duplex: 'half',
      headers: { authorization, 'content-type': 'image/png', ...headers },
    } as RequestInit);

  it('go through byte for byte without being kept', async () => {
    let received = 0;
    brain.onStream = async (request, response) => {
      for await (const chunk of request) received += (chunk as Buffer).length;
      answerJson(response, 201, { received, type: request.headers['content-type'] });
    };
    const response = await upload(Buffer.alloc(5_000_000, 1));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ received: 5_000_000, type: 'application/octet-stream' });
  });

  it('over 50 MB are refused by their length before a byte is forwarded', async () => {
    let asked = 0;
    brain.onStream = () => void (asked += 1);
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        url + path,
        { method: 'PUT', headers: { authorization, 'content-length': 60_000_000 } },
        (response) => resolve(response.resume().statusCode!),
      );
      request.on('error', reject).flushHeaders();
    });
    expect(status).toBe(413);
    expect(asked).toBe(0);
  });

  it('of untold length are cut at 50 MB, on both sides', async () => {
    const aborted = new Promise<boolean>((resolve) => {
      brain.onStream = (request) =>
        void request
          .on('error', () => {})
          .on('close', () => resolve(!request.complete))
          .resume();
    });
    async function* endless() {
      for (;;) yield Buffer.alloc(1_000_000);
    }
    const response = await upload(endless() as unknown as BodyInit).catch(() => null); // a client may see the cut before the answer
    if (response) expect([response.status, await code(response)]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await aborted).toBe(true);
  });

  it('that break off on the way end the call to the Brain', async () => {
    const aborted = new Promise<boolean>((resolve) => {
      brain.onStream = (request) =>
        void request
          .on('error', () => {})
          .on('close', () => resolve(!request.complete))
          .resume();
    });
    const wire = connect(Number(new URL(url).port), '127.0.0.1');
    wire.write(
      `PUT ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-length: 1000000\r\n\r\n${'x'.repeat(1000)}`,
    );
    await pause(100);
    wire.destroy();
    expect(await aborted).toBe(true);
  });

  it('that the Brain refuses early get its answer', async () => {
    brain.onStream = (_request, response) => answerJson(response, 422, { code: 'TOKEN_INVALID' });
    const response = await upload(Buffer.alloc(1000));
    expect([response.status, await code(response)]).toEqual([422, 'TOKEN_INVALID']);
  });
});

describe('downloads', () => {
  const path = `/files/${ventureId}`;

  it('are held back by a slow reader', async () => {
    let written = 0;
    const size = 40_000_000;
    brain.onStream = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size });
      const write = () => {
        while (written < size) {
          written += 100_000;
          if (!response.write(Buffer.alloc(100_000))) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    };
    const answer = await new Promise<IncomingMessage>((resolve) =>
      httpRequest(`${url}/api/v1${path}`, { headers: { authorization } }, resolve).end(),
    );
    await pause(500);
    expect(written).toBeLessThan(size / 2);
    let read = 0;
    for await (const chunk of answer) read += (chunk as Buffer).length;
    expect(read).toBe(size);
    expect(answer.headers['content-type']).toBe('video/mp4');
  });

  it('that break off are cut, so that nobody takes them for whole', async () => {
    brain.onStream = (request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('half');
      setTimeout(() => request.socket.destroy(), 50);
    };
    const response = await get(path);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('stop when the reader goes away', async () => {
    const closed = new Promise<void>((resolve) => {
      brain.onStream = (_request, response) =>
        void response.on('close', resolve).writeHead(200).write('start');
    });
    const stop = new AbortController();
    await fetch(`${url}/api/v1${path}`, { headers: { authorization }, signal: stop.signal });
    stop.abort();
    await closed;
  });
});
