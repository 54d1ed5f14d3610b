import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createProbe, type AddressInfo } from 'node:net';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ReplayGuard, verifyCall, type CallClaims } from '@smartstart/connector';
import type { PushLine, PushMessage } from '@smartstart/contract';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { readConfig, type Config } from './config.ts';
import { createGateway, type Gateway } from './gateway.ts';

export interface SeenCall {
  readonly claims: CallClaims;
  readonly request: IncomingMessage;
  readonly body: Buffer;
}
type Answering = (call: SeenCall, response: ServerResponse) => void | Promise<void>;

/**
 * A stand-in for the Brain on a Unix socket. It verifies every call token with the connector and single use, keeps an
 * event log for the push stream, and answers public operations as the test says.
 */
export class TestBrain {
  readonly socketPath = path.join(mkdtempSync(path.join(tmpdir(), 'gateway-test-')), 'brain.sock');
  readonly callKeys = `k1:${randomBytes(32).toString('base64url')}`;
  readonly calls: SeenCall[] = [];
  readonly refusals: string[] = [];
  answer: Answering = (_call, response) => answerJson(response, 200, { ok: true });
  /** Streams the body to the test instead of gathering it. */
  onStream: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  keySetRequests = 0;
  mayFollow = true;
  /** Held until resolved, to look at what happens while the gateway waits for an answer. */
  subscribeGate: Promise<void> = Promise.resolve();
  log: PushLine[] = [];
  readonly pushAfters: number[] = [];
  #streams = new Set<ServerResponse>();
  #keys = new Map<string, CryptoKey>();
  #jwks: object[] = [];
  #guard = new ReplayGuard();
  #server = createServer((request, response) => void this.#take(request, response));

  async start(): Promise<this> {
    if (this.#jwks.length === 0) await this.addKey('key-1');
    await new Promise<void>((resolve) => this.#server.listen(this.socketPath, resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  async addKey(id: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    this.#keys.set(id, privateKey);
    this.#jwks.push({ ...(await exportJWK(publicKey)), kid: id, alg: 'EdDSA' });
  }

  token(
    userId: string,
    sessionId: string,
    options: { key?: string; issuer?: string; seconds?: number; signWith?: CryptoKey } = {},
  ): Promise<string> {
    const key = options.key ?? 'key-1';
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'EdDSA', kid: key })
      .setSubject(userId)
      .setIssuer(options.issuer ?? 'smartstart')
      .setIssuedAt(now)
      .setExpirationTime(now + (options.seconds ?? 900))
      .sign(options.signWith ?? this.#keys.get(key)!);
  }

  get seq(): number {
    return this.log.at(-1)?.seq ?? 0;
  }

  publish(topic: string, data: Record<string, unknown> = {}): number {
    return this.push({
      kind: 'message',
      seq: this.seq + 1,
      topics: [topic],
      type: 'test',
      at: new Date().toISOString(),
      data,
    });
  }

  push(line: PushLine): number {
    this.log.push(line);
    for (const stream of this.#streams) stream.write(`${JSON.stringify(line)}\n`);
    return line.seq;
  }

  dropStreams(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.onStream && !request.url!.startsWith('/internal')) return this.onStream(request, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const verified = verifyCall(
      [{ id: 'k1', secret: Buffer.from(this.callKeys.slice(3), 'base64url') }],
      String(request.headers['x-call-token']),
      { method: request.method!, target: request.url!, body },
    );
    if ('refused' in verified || !this.#guard.admit(verified.nonce)) {
      this.refusals.push('refused' in verified ? verified.refused : 'replayed');
      return answerJson(response, 401, { code: 'UNAUTHENTICATED' });
    }
    const call = { claims: verified.claims, request, body };
    const route = request.url!.split('?')[0];
    if (route === '/internal/key-set')
      return answerJson(response, 200, { keys: this.#jwks }, void (this.keySetRequests += 1));
    if (route === '/internal/push') return this.#stream(request, response);
    if (route === '/internal/subscribe') return this.#subscribe(body, response);
    this.calls.push(call);
    await this.answer(call, response);
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const after = Number(new URL(request.url!, 'http://brain').searchParams.get('after'));
    this.pushAfters.push(after);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const missed = after < 0 ? [] : this.log.filter((line) => line.seq > after);
    for (const line of [...missed, { kind: 'heartbeat', seq: this.seq }])
      response.write(`${JSON.stringify(line)}\n`);
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  async #subscribe(body: Buffer, response: ServerResponse): Promise<void> {
    const { topic, after } = JSON.parse(body.toString()) as { topic: string; after?: number };
    const messages = this.log.filter(
      (line) => line.kind === 'message' && line.topics.includes(topic) && line.seq > (after ?? Infinity),
    );
    const missed = messages.map(
      (line) =>
        ({
          topic,
          seq: line.seq,
          ...(line.kind === 'message' ? { type: line.type, at: line.at, data: line.data } : {}),
        }) as PushMessage,
    );
    const answer = { allowed: this.mayFollow, seq: this.seq, reset: false, missed };
    await this.subscribeGate;
    answerJson(response, 200, answer);
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown, _after?: void): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A gateway in front of the stand-in, on a free port below the kernel's own range. */
export async function startGateway(
  brain: TestBrain,
  env: Record<string, string> = {},
): Promise<{ gateway: Gateway; url: string; config: Config }> {
  const port = await freePort();
  const config = readConfig({
    BRAIN_SOCKET: brain.socketPath,
    CALL_KEYS: brain.callKeys,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    ...env,
  });
  const gateway = await createGateway(config);
  await gateway.listen();
  return { gateway, url: `http://127.0.0.1:${port}`, config };
}

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const probe = createProbe();
    const free = await new Promise<boolean>((resolve) => {
      probe
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => resolve((probe.address() as AddressInfo).port === port));
    });
    await new Promise((resolve) => probe.close(resolve));
    if (free) return port;
  }
}

export const userId = '0190f0c0-0000-7000-8000-000000000001';
export const sessionId = '0190f0c0-0000-7000-8000-0000000000a1';
export const ventureId = '0190f0c0-0000-7000-8000-0000000000b1';
