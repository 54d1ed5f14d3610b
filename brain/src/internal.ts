import { internalPaths, subscribeRequest, type PushLine } from '@smartstart/contract';
import { lastSeq, linesAfter, missedOn, revokedSince } from './kernel/event-log.ts';
import { Fail } from './kernel/errors.ts';
import type { Http, Reply } from './kernel/http.ts';
import type { Kernel } from './kernel/kernel.ts';

/** What the Brain tells gateways, and nobody else: the push stream, and who may follow which topic. */
export interface InternalDeps {
  readonly mayFollow: (topic: string, userId: string) => Promise<boolean>;
  /** Tells of states that are pushed and kept nowhere. */
  readonly onLive: (listener: (message: LiveMessage) => void) => void;
}

/** What is so now, for whoever follows the topic; the next one replaces it. */
export interface LiveMessage {
  readonly topic: string;
  readonly data: Record<string, unknown>;
}

const heartbeatMs = 10_000;
/** Access tokens live 15 minutes; one more for clocks that differ. */
const tokenLifeMs = 16 * 60_000;
/** Other Brains append to the event log, too; their rows are found by looking. */
const pollMs = 500;
/** A gateway that has this much unread is cut; it comes back and resumes. */
const slowReaderBytes = 8 * 1024 * 1024;

export function bindInternal(http: Http, kernel: Kernel, deps: InternalDeps): { close(): void } {
  const streams = new Set<PushStream>();
  kernel.outbox.onAppend(() => streams.forEach((stream) => stream.wake()));
  deps.onLive((message) => streams.forEach((stream) => stream.tell(message)));
  const poll = setInterval(() => streams.forEach((stream) => stream.wake()), pollMs).unref();

  http.app.get<{ Querystring: { after?: string } }>(internalPaths.push, async (request, reply) => {
    http.verify(request);
    const after = Number(request.query.after ?? -1);
    const { db } = kernel.database;
    const fresh = after < 0;
    const earlier = fresh ? await revokedSince(db, new Date(kernel.clock.now().getTime() - tokenLifeMs)) : [];
    const stream = createPushStream(kernel, reply, fresh ? await lastSeq(db) : after, earlier, () =>
      streams.delete(stream),
    );
    streams.add(stream);
    return reply;
  });

  http.app.post(internalPaths.subscribe, async (request, reply) => {
    const claims = http.verify(request);
    const body = subscribeRequest.safeParse(JSON.parse(String(request.body)));
    if (!claims.userId || !body.success) throw new Fail('MALFORMED');
    const { topic, after } = body.data;
    const seq = await lastSeq(kernel.database.db);
    if (!(await deps.mayFollow(topic, claims.userId)))
      return reply.send({ allowed: false, seq, reset: false, missed: [] });
    if (after === undefined) return reply.send({ allowed: true, seq, reset: false, missed: [] });
    return reply.send({ allowed: true, seq, ...(await missedOn(kernel.database.db, topic, after)) });
  });

  return {
    close() {
      clearInterval(poll);
      for (const stream of streams) stream.end();
    },
  };
}

interface PushStream {
  wake(): void;
  tell(message: LiveMessage): void;
  end(): void;
}

/** Newline-delimited JSON from a position of the event log on: first what was missed, then live. */
function createPushStream(
  kernel: Kernel,
  reply: Reply,
  from: number,
  earlier: readonly PushLine[],
  onClose: () => void,
): PushStream {
  const { raw } = reply.hijack();
  raw.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  let seq = from;
  let busy = false;
  let again = false;
  const write = (line: PushLine) => {
    raw.write(`${JSON.stringify(line)}\n`);
    if (raw.writableLength > slowReaderBytes) raw.destroy();
  };
  const heartbeat = setInterval(() => write({ kind: 'heartbeat', seq }), heartbeatMs);
  raw.on('close', () => {
    clearInterval(heartbeat);
    onClose();
  });

  async function pump(): Promise<void> {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        for (;;) {
          const next = await linesAfter(kernel.database.db, seq);
          next.lines.forEach(write);
          if (next.seq === seq || raw.destroyed) break;
          seq = next.seq;
        }
      } while (again && !raw.destroyed);
    } catch (err) {
      kernel.log.warn({ err }, 'the push stream could not read the event log');
    } finally {
      busy = false;
    }
  }

  write({ kind: 'heartbeat', seq });
  earlier.forEach(write);
  void pump();
  return {
    wake: () => void pump(),
    tell: (message) => write({ kind: 'live', seq, ...message }),
    end: () => raw.end(),
  };
}
