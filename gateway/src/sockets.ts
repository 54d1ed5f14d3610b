import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  clientFrame,
  internalPaths,
  pushMessage,
  socketLimits,
  subscribeAnswer,
  type ClientFrame,
  type PushLine,
} from '@smartstart/contract';
import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'undici';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Config } from './config.ts';
import { Connection, pingFrame } from './connection.ts';
import type { Metrics } from './metrics.ts';
import { Presence } from './presence.ts';
import { Refusal } from './problems.ts';
import type { BrainProxy } from './proxy.ts';
import { PushStream } from './push.ts';
import { createRelay, type Relay } from './relay.ts';
import type { Sessions } from './session.ts';
import { Subscriptions } from './subscriptions.ts';

const limits = {
  connections: 20_000,
  authenticateMs: 10_000,
  /** Every connection is asked for a sign of life this often; one that gives none until the next is cut. */
  beatSeconds: 30,
  sweepMs: 1_000,
  /** ws itself cuts at this size; up to it the client is told why. */
  hardFrameBytes: 2 * socketLimits.frameBytes,
} as const;

/** Close codes of our own: the client should get a new token, not just try again. */
const unauthorised = 4401;

export interface SocketParts {
  readonly config: Config;
  readonly pool: Pool;
  readonly proxy: BrainProxy;
  readonly sessions: Sessions;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
}

/** `GET /api/v1/ws`: the live side of the API. */
export class Sockets {
  readonly #parts: SocketParts;
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.hardFrameBytes,
    WebSocket: Connection,
  });
  readonly #subscriptions = new Subscriptions();
  readonly #relay: Relay | null;
  readonly #presence: Presence;
  readonly #push: PushStream;
  readonly #sweeper: NodeJS.Timeout;
  #seconds = 0;
  #opened = 0;

  constructor(parts: SocketParts) {
    this.#parts = parts;
    const { redisUrl } = parts.config;
    this.#relay = redisUrl ? createRelay(redisUrl, parts.log) : null;
    this.#presence = new Presence(this.#subscriptions, this.#relay);
    this.#push = new PushStream({
      pool: parts.pool,
      key: parts.config.callKeys[0]!,
      log: parts.log,
      onLine: (line) => this.#take(line),
      onGap: (seq) => this.#subscriptions.resetAll(seq),
      onConnect: () => parts.metrics.pushConnects.inc(),
    });
    this.#sweeper = setInterval(() => this.#sweep(), limits.sweepMs).unref();
  }

  /** Takes over an upgrade request. Browsers name the page's origin, and only our own pages may connect. */
  accept(request: IncomingMessage, wire: Duplex, head: Buffer): void {
    const { origin } = request.headers;
    const { ownOrigins, corsOrigins } = this.#parts.config;
    if (origin !== undefined && !ownOrigins.has(origin) && !corsOrigins.includes(origin))
      return refuseUpgrade(wire, '403 Forbidden');
    if (this.#server.clients.size >= limits.connections)
      return refuseUpgrade(wire, '503 Service Unavailable');
    this.#server.handleUpgrade(request, wire, head, (connection) => this.#welcome(connection, wire));
  }

  /** Says goodbye (1001: going away), and cuts whoever has not left within a second. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#push.close();
    this.#relay?.close();
    for (const connection of this.#server.clients) connection.close(1001);
    const deadline = Date.now() + 1_000;
    while (this.#server.clients.size > 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    for (const connection of this.#server.clients) connection.terminate();
  }

  #welcome(connection: Connection, wire: Duplex): void {
    connection.wire = wire;
    connection.untilMs = Date.now() + limits.authenticateMs;
    connection.beat = this.#opened++ % limits.beatSeconds;
    this.#parts.metrics.sockets.set(this.#server.clients.size);
    connection.on('message', (data, isBinary) => this.#hear(connection, data as Buffer, isBinary));
    connection.on('close', () => this.#forget(connection));
    connection.on('pong', onPong);
    connection.on('error', ignore); // a close follows
  }

  #forget(connection: Connection): void {
    const { topics } = connection;
    this.#subscriptions.removeAll(connection);
    for (const topic of topics) this.#presence.touch(topic);
    this.#parts.metrics.sockets.set(this.#server.clients.size);
    if (connection.cutFor) this.#parts.metrics.socketsCut.inc({ reason: connection.cutFor });
  }

  #hear(connection: Connection, bytes: Buffer, isBinary: boolean): void {
    if (bytes.length > socketLimits.frameBytes)
      return connection.dismiss(1009, 'BODY_TOO_LARGE', 'A frame may have 64 kB.');
    if (!connection.countFrame(Date.now()))
      return connection.dismiss(1008, 'RATE_LIMITED', 'At most 60 frames a minute.');
    const frame = isBinary ? undefined : parseFrame(bytes);
    if (frame?.type === 'authenticate') connection.joining = this.#authenticate(connection, frame.token);
    else if (connection.joining) void connection.joining.then(() => this.#obey(connection, frame));
    else this.#obey(connection, frame);
  }

  #obey(connection: Connection, frame: Exclude<ClientFrame, { type: 'authenticate' }> | undefined): void {
    if (connection.userId === '')
      return connection.dismiss(unauthorised, 'UNAUTHENTICATED', 'The first frame must be “authenticate”.');
    if (!frame) return connection.complain('MALFORMED', 'The frame is not in the expected form.');
    if (frame.type === 'ping') return connection.tell({ type: 'pong' });
    if (frame.type === 'signal') return this.#signal(connection, frame.topic, frame.signal);
    if (frame.type === 'unsubscribe') return this.#leave(connection, frame.topic);
    void this.#subscribe(connection, frame.topic, frame.after);
  }

  /** Only who was let into the channel, and is in it still, is heard there. */
  #signal(connection: Connection, topic: string, signal: 'typing' | 'stopped'): void {
    if (this.#subscriptions.follows(connection, topic))
      this.#presence.signal(topic, connection.userId, signal);
    else connection.complain('NOT_FOUND', 'Follow the channel first.', topic);
  }

  #leave(connection: Connection, topic: string): void {
    if (this.#subscriptions.remove(connection, topic)) this.#presence.touch(topic);
  }

  async #authenticate(connection: Connection, token: string): Promise<void> {
    try {
      const caller = await this.#parts.sessions.verify(token);
      if (connection.userId !== '' && connection.userId !== caller.userId)
        throw new Refusal('FORBIDDEN', { detail: 'The token is another person’s.' });
      connection.userId = caller.userId;
      connection.sessionId = caller.sessionId;
      connection.untilMs = caller.expiresAtMs;
      connection.tell({ type: 'ready', userId: caller.userId });
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('INTERNAL');
      connection.dismiss(
        refusal.code === 'UPSTREAM_UNAVAILABLE' ? 1013 : unauthorised,
        refusal.code,
        refusal.extra.detail ?? 'The token was not accepted.',
      );
    } finally {
      connection.joining = null;
    }
  }

  /** Live messages are held back from before the Brain is asked, so that nothing falls between its answer and them. */
  async #subscribe(connection: Connection, topic: string, after: number | undefined): Promise<void> {
    if (connection.topics.length >= socketLimits.topicsPerConnection && !connection.topics.includes(topic)) {
      return connection.dismiss(
        1008,
        'RULE_VIOLATED',
        `At most ${socketLimits.topicsPerConnection} topics a connection.`,
      );
    }
    const subscription = this.#subscriptions.open(connection, topic);
    const answer = await this.#ask(connection, topic, after).catch((error: unknown) => {
      this.#parts.log.warn({ err: error }, 'A subscription could not be asked for');
      return undefined;
    });
    if (!this.#subscriptions.isCurrent(connection, topic, subscription)) return;
    if (!answer?.allowed) {
      this.#subscriptions.remove(connection, topic);
      return answer
        ? connection.complain('NOT_FOUND', 'There is no such topic that you can see.', topic)
        : connection.complain('UPSTREAM_UNAVAILABLE', 'Try again shortly.', topic);
    }
    const from = answer.reset ? answer.seq : (after ?? answer.seq);
    connection.tell({ type: 'subscribed', topic, seq: from });
    if (answer.reset) connection.tell({ type: 'reset', topic, seq: answer.seq });
    this.#subscriptions.settle(connection, subscription, answer.reset ? [] : answer.missed, answer.seq);
    this.#presence.touch(topic);
  }

  async #ask(connection: Connection, topic: string, after: number | undefined) {
    await this.#push.ready();
    const { userId, sessionId } = connection;
    const body = { topic, ...(after === undefined ? {} : { after }) };
    return answerSchema.parse(
      await this.#parts.proxy.ask('POST', internalPaths.subscribe, {
        body,
        claims: { userId, sessionId, origin: this.#parts.config.publicOrigin },
      }),
    );
  }

  #take(line: PushLine): void {
    if (line.kind === 'message') {
      const { seq, type, at, data } = line;
      this.#parts.metrics.pushLag.set((Date.now() - Date.parse(at)) / 1000);
      for (const topic of line.topics) this.#subscriptions.publish({ topic, seq, type, at, data });
    } else if (line.kind === 'live') {
      const { topic, data } = line;
      this.#subscriptions.tell(topic, { type: 'live', topic, data });
    } else if (line.kind === 'revoked') {
      this.#parts.sessions.revoke(line.sessionId);
      for (const connection of this.#server.clients) {
        if (connection.sessionId === line.sessionId)
          connection.dismiss(unauthorised, 'SESSION_ENDED', 'This session has ended. Sign in again.');
      }
    } else if (line.kind === 'lost-access') {
      for (const connection of this.#subscriptions.followersOf(line.topic, line.userId)) {
        this.#leave(connection, line.topic);
        connection.complain('NOT_FOUND', 'You cannot see this any more.', line.topic);
      }
    }
  }

  /** One timer for all: who is late, whose token is over, who gives no sign of life. */
  #sweep(): void {
    const now = Date.now();
    this.#seconds += 1;
    this.#presence.tick(now);
    for (const connection of this.#server.clients) {
      if (now >= connection.untilMs) {
        if (connection.userId === '')
          connection.dismiss(unauthorised, 'UNAUTHENTICATED', 'No token came in time.');
        else connection.dismiss(unauthorised, 'TOKEN_EXPIRED', 'Connect again with a new token.');
      }
      if (this.#seconds % limits.beatSeconds !== connection.beat) continue;
      if (!connection.answering) {
        connection.cutFor = 'silent';
        connection.terminate();
      }
      connection.answering = false;
      connection.deliver(pingFrame);
    }
  }
}

const answerSchema = subscribeAnswer.extend({ missed: z.array(pushMessage) });

function parseFrame(bytes: Buffer): ClientFrame | undefined {
  try {
    return clientFrame.safeParse(JSON.parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
}

function onPong(this: unknown): void {
  (this as Connection).answering = true;
}

function ignore(): void {}

export function refuseUpgrade(wire: Duplex, status: string): void {
  wire.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
