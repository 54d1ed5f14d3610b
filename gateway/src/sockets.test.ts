import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerFrame } from '@smartstart/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Gateway } from './gateway.ts';
import { sessionId, startGateway, TestBrain, userId, ventureId } from './test-brain.ts';

const topic = `venture:${ventureId}`;
let brain: TestBrain;
let gateway: Gateway;
let url: string;

beforeEach(async () => {
  brain = await new TestBrain().start();
  ({ gateway, url } = await startGateway(brain));
});
afterEach(async () => {
  await gateway.close();
  await brain.stop();
});

class Client {
  readonly frames: ServerFrame[] = [];
  readonly ws: WebSocket;
  readonly closed: Promise<number>;

  constructor(headers: Record<string, string> = {}) {
    this.ws = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws`, { headers });
    this.ws.on('message', (data) => this.frames.push(JSON.parse(String(data)) as ServerFrame));
    this.ws.on('error', () => {});
    this.closed = new Promise((resolve) => this.ws.on('close', resolve));
  }

  async join(token?: string): Promise<this> {
    if (this.ws.readyState !== WebSocket.OPEN) await new Promise((resolve) => this.ws.on('open', resolve));
    this.send({ type: 'authenticate', token: token ?? (await brain.token(userId, sessionId)) });
    await this.wait('ready');
    return this;
  }

  send(frame: object): void {
    this.ws.send(JSON.stringify(frame));
  }

  async wait(type: ServerFrame['type']): Promise<ServerFrame> {
    await expect
      .poll(() => this.frames.some((frame) => frame.type === type), { timeout: 5_000, interval: 5 })
      .toBe(true);
    return this.frames.find((frame) => frame.type === type)!;
  }

  async follow(name = topic, after?: number): Promise<void> {
    const before = this.frames.length;
    this.send({ type: 'subscribe', topic: name, ...(after === undefined ? {} : { after }) });
    await expect
      .poll(
        () =>
          this.frames.slice(before).some((frame) => frame.type === 'subscribed' || frame.type === 'error'),
        { interval: 5 },
      )
      .toBe(true);
  }

  get seqs(): number[] {
    return this.frames.flatMap((frame) => (frame.type === 'message' ? [frame.message.seq] : []));
  }

  get errors(): string[] {
    return this.frames.flatMap((frame) => (frame.type === 'error' ? [frame.code] : []));
  }
}

describe('a live connection', () => {
  it('must come from one of our own pages', async () => {
    const foreign = new Client({ origin: 'https://evil.example' });
    const status = await new Promise((resolve) =>
      foreign.ws.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(status).toBe(403);
    await new Client({ origin: url }).join();
  });

  it('begins with a good token', async () => {
    const eager = new Client();
    eager.ws.on('open', () => eager.send({ type: 'ping' }));
    expect(await eager.closed).toBe(4401);
    expect(eager.errors).toEqual(['UNAUTHENTICATED']);
    const old = await brain.token(userId, sessionId, { seconds: -1 });
    const expired = new Client();
    expired.ws.on('open', () => expired.send({ type: 'authenticate', token: old }));
    expect(await expired.closed).toBe(4401);
    expect(expired.errors).toEqual(['TOKEN_EXPIRED']);
  });

  it('ends when no token comes within ten seconds', async () => {
    const silent = new Client();
    const startedAt = Date.now();
    expect(await silent.closed).toBe(4401);
    expect(Date.now() - startedAt).toBeGreaterThan(9_000);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });

  it('ends with its token unless a new one comes before', async () => {
    const [one, two] = [new Client(), new Client()];
    const short = await brain.token(userId, sessionId, { seconds: 2 });
    await Promise.all([one.join(short), two.join(short)]);
    two.send({ type: 'authenticate', token: await brain.token(userId, sessionId) });
    expect(await one.closed).toBe(4401);
    expect(one.errors).toEqual(['TOKEN_EXPIRED']);
    await pause(1_200);
    expect(two.ws.readyState).toBe(WebSocket.OPEN);
    two.send({ type: 'authenticate', token: await brain.token(userId.replace(/1$/, '2'), sessionId) });
    expect(await two.closed).toBe(4401);
  });

  it('ends at once when its session is revoked', async () => {
    const client = await new Client().join();
    brain.push({ kind: 'revoked', seq: brain.seq + 1, sessionId });
    expect(await client.closed).toBe(4401);
    expect(client.errors).toEqual(['SESSION_ENDED']);
  });

  it('says goodbye when the gateway stops', async () => {
    const client = await new Client().join();
    const other = await startGateway(brain);
    await gateway.close();
    expect(await client.closed).toBe(1001);
    gateway = other.gateway;
  });
});

describe('topics', () => {
  it('bring what was missed, then what is new', async () => {
    for (let i = 0; i < 5; i++) brain.publish(topic, { i });
    const client = await new Client().join();
    await client.follow(topic, 2);
    brain.publish(topic);
    brain.publish(`user:${userId}`);
    await expect.poll(() => client.seqs).toEqual([3, 4, 5, 6]);
    expect(client.frames[1]).toEqual({ type: 'subscribed', topic, seq: 2 });
    client.send({ type: 'unsubscribe', topic });
    client.send({ type: 'ping' });
    await client.wait('pong');
    brain.publish(topic);
    await pause(50);
    expect(client.seqs).toEqual([3, 4, 5, 6]);
  });

  it('neither lose nor repeat what happens while the Brain is asked', async () => {
    brain.publish(topic);
    const client = await new Client().join();
    const gate = Promise.withResolvers<void>();
    brain.subscribeGate = gate.promise;
    client.send({ type: 'subscribe', topic, after: 0 });
    await pause(50); // the Brain has looked at its log, and has not answered
    brain.publish(topic);
    brain.publish(topic);
    await pause(50);
    expect(client.seqs).toEqual([]);
    gate.resolve();
    await expect.poll(() => client.seqs).toEqual([1, 2, 3]);
  });

  it('bring states that are kept nowhere to those who were let in, and the position stays where it was', async () => {
    const client = await new Client().join();
    await client.follow();
    const before = brain.seq;
    brain.push({ kind: 'live', seq: before, topic, data: { figures: 1 } });
    expect(await client.wait('live')).toEqual({ type: 'live', topic, data: { figures: 1 } });
    const seq = brain.publish(topic);
    await expect.poll(() => client.seqs, { interval: 5 }).toEqual([seq]);
  });

  it('that the Brain refuses look as if they were not there', async () => {
    brain.mayFollow = false;
    const client = await new Client().join();
    await client.follow();
    expect(client.frames.at(-1)).toMatchObject({ type: 'error', code: 'NOT_FOUND', topic });
    brain.publish(topic);
    await pause(50);
    expect(client.seqs).toEqual([]);
  });

  it('are left when access is lost', async () => {
    const client = await new Client().join();
    await client.follow();
    brain.push({ kind: 'lost-access', seq: brain.seq + 1, userId, topic });
    brain.publish(topic);
    await expect.poll(() => client.errors).toEqual(['NOT_FOUND']);
    await pause(50);
    expect(client.seqs).toEqual([]);
  });

  it('survive breaks of the push stream without loss or repetition', async () => {
    const client = await new Client().join();
    await client.follow();
    for (let round = 0; round < 5; round++) {
      brain.publish(topic);
      await pause(round * 3);
      brain.dropStreams();
      for (let i = 0; i < 3; i++) brain.publish(topic);
      await expect.poll(() => client.seqs.length, { timeout: 8_000 }).toBe((round + 1) * 4);
    }
    expect(client.seqs).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(client.ws.readyState).toBe(WebSocket.OPEN);
    expect(brain.pushAfters[0]).toBe(-1);
    expect(brain.pushAfters.length).toBeGreaterThanOrEqual(6);
  });

  it('survive a restart of the Brain', async () => {
    const client = await new Client().join();
    await client.follow();
    brain.publish(topic);
    await expect.poll(() => client.seqs).toEqual([1]);
    await brain.stop();
    brain.publish(topic);
    await client.follow();
    expect(client.errors).toEqual(['UPSTREAM_UNAVAILABLE']);
    await brain.start();
    await client.follow(topic, 1);
    await expect.poll(() => client.seqs, { timeout: 8_000 }).toEqual([1, 2]);
  });

  it('resume after a drop of the client with the last number it saw', async () => {
    const first = await new Client().join();
    await first.follow();
    brain.publish(topic);
    await expect.poll(() => first.seqs).toEqual([1]);
    first.ws.terminate();
    brain.publish(topic);
    brain.publish(topic);
    const second = await new Client().join();
    await second.follow(topic, 1);
    await expect.poll(() => second.seqs).toEqual([2, 3]);
  });
});

describe('channels', () => {
  const channel = `channel:${ventureId}`;
  const others = [2, 3].map((digit) => userId.replace(/1$/, String(digit)));
  const joined = async (who = userId) => new Client().join(await brain.token(who, sessionId));
  const signals = ({ frames }: Client) => frames.filter((frame) => frame.type === 'signal');
  const present = ({ frames }: Client) => {
    const last = frames.findLast((frame) => frame.type === 'presence');
    return last?.type === 'presence' ? last.userIds.toSorted() : null;
  };

  it('show who is there, each person once, and forget who leaves', async () => {
    const [one, other, twice] = await Promise.all([joined(), joined(others[0]), joined(others[0])]);
    for (const client of [one, other, twice]) await client.follow(channel);
    await expect.poll(() => present(one), { timeout: 3_000 }).toEqual([userId, others[0]]);
    twice.ws.terminate();
    await pause(1_500);
    expect(present(one)).toEqual([userId, others[0]]);
    other.send({ type: 'unsubscribe', topic: channel });
    await expect.poll(() => present(one), { timeout: 3_000 }).toEqual([userId]);
  });

  it('tell the others who is typing, and the Brain nothing', async () => {
    const [one, other] = await Promise.all([joined(), joined(others[0])]);
    for (const client of [one, other]) await client.follow(channel);
    const asked = brain.calls.length;
    one.send({ type: 'signal', topic: channel, signal: 'typing' });
    await expect
      .poll(() => signals(other))
      .toEqual([{ type: 'signal', topic: channel, userId, signal: 'typing' }]);
    expect(signals(one)).toEqual([]);
    expect(brain.calls.length).toBe(asked);
  });

  it('hear nobody who was not let in, or has lost access', async () => {
    const [one, left] = await Promise.all([joined(), joined(others[0])]);
    for (const client of [one, left]) await client.follow(channel);
    const stranger = await joined(others[1]);
    stranger.send({ type: 'signal', topic: channel, signal: 'typing' });
    await expect.poll(() => stranger.errors).toEqual(['NOT_FOUND']);
    brain.push({ kind: 'lost-access', seq: brain.seq + 1, userId: others[0]!, topic: channel });
    await expect.poll(() => left.errors).toEqual(['NOT_FOUND']);
    left.send({ type: 'signal', topic: channel, signal: 'typing' });
    one.send({ type: 'signal', topic: channel, signal: 'typing' });
    await expect.poll(() => left.errors).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    await expect.poll(() => present(one), { timeout: 3_000 }).toEqual([userId]);
    expect([...signals(one), ...signals(left), ...signals(stranger)]).toEqual([]);
  });

  it('have signals, other topics have none', async () => {
    const client = await joined();
    await client.follow();
    client.send({ type: 'signal', topic, signal: 'typing' });
    await expect.poll(() => client.errors).toEqual(['MALFORMED']);
    await pause(1_200);
    expect(present(client)).toBeNull();
  });

  it.skipIf(!process.env['TEST_REDIS_URL'])('reach over several gateways through Redis', async () => {
    const pair = await Promise.all(
      [1, 2].map(() => startGateway(brain, { REDIS_URL: process.env['TEST_REDIS_URL']! })),
    );
    const clients: Client[] = [];
    for (const [index, one] of pair.entries()) {
      ({ url } = one);
      clients.push(await joined(index === 0 ? userId : others[0]));
      await clients[index]!.follow(channel);
    }
    for (const client of clients)
      await expect.poll(() => present(client), { timeout: 5_000 }).toEqual([userId, others[0]]);
    clients[0]!.send({ type: 'signal', topic: channel, signal: 'typing' });
    await expect.poll(() => signals(clients[1]!).length, { timeout: 3_000 }).toBe(1);
    for (const one of pair) await one.gateway.close();
  });
});

describe('limits of a connection', () => {
  it('are 64 kB a frame', async () => {
    const client = await new Client().join();
    client.ws.send('x'.repeat(65 * 1024));
    expect(await client.closed).toBe(1009);
    expect(client.errors).toEqual(['BODY_TOO_LARGE']);
    const worse = await new Client().join();
    worse.ws.send('x'.repeat(500 * 1024));
    expect(await worse.closed).toBe(1009);
  });

  it('are 60 frames a minute', async () => {
    const client = await new Client().join();
    for (let i = 0; i < 60; i++) client.send({ type: 'ping' });
    expect(await client.closed).toBe(1008);
    expect(client.errors).toEqual(['RATE_LIMITED']);
    expect(client.frames.filter((frame) => frame.type === 'pong')).toHaveLength(59);
  });

  it('are 50 topics', async () => {
    const client = await new Client().join();
    for (let i = 0; i < 51; i++)
      client.send({
        type: 'subscribe',
        topic: `venture:${ventureId.slice(0, -2)}${String(i).padStart(2, '0')}`,
      });
    expect(await client.closed).toBe(1008);
    expect(client.errors).toEqual(['RULE_VIOLATED']);
  });

  it('are frames of the expected form', async () => {
    const client = await new Client().join();
    for (const text of ['{', '[]', '{"type":"subscribe","topic":"everything"}', '{"type":"ping","extra":1}'])
      client.ws.send(text);
    client.ws.send(Buffer.from([1, 2, 3]));
    await expect.poll(() => client.errors).toEqual(Array.from({ length: 5 }, () => 'MALFORMED'));
    expect(client.ws.readyState).toBe(WebSocket.OPEN);
  });

  it('cut a client that does not read, and nobody else', async () => {
    const fine = await new Client().join();
    const slow = await new Client().join();
    await Promise.all([fine.follow(), slow.follow()]);
    slow.ws.pause();
    const big = 'x'.repeat(200_000);
    for (let i = 0; i < 60; i++) {
      brain.publish(topic, { big });
      await pause(5);
    }
    await expect.poll(() => fine.seqs.length, { timeout: 8_000 }).toBe(60);
    expect((await gateway.metrics.sockets.get()).values[0]!.value).toBe(1);
    slow.ws.resume();
    expect(await slow.closed).toBe(1006);
    expect(slow.seqs.length).toBeLessThan(60);
  });
});

describe('other upgrades', () => {
  it('are refused', async () => {
    const text = await new Promise<string>((resolve) => {
      let got = '';
      const wire = connect(Number(new URL(url).port), '127.0.0.1', () =>
        wire.write(
          'GET /api/v1/other HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
        ),
      );
      wire.on('data', (chunk) => (got += chunk)).on('close', () => resolve(got));
    });
    expect(text).toMatch(/^HTTP\/1.1 404/);
  });
});
