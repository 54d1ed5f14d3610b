import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { callHeaders, type CallKey } from '@smartstart/connector';
import { internalPaths, pushLine, type PushLine } from '@smartstart/contract';
import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'undici';

const limits = {
  /** The Brain sends a heartbeat at least every 10 s; a stream silent for this long is given up. */
  silenceMs: 30_000,
  lineChars: 1024 * 1024,
  firstPauseMs: 100,
  longestPauseMs: 5_000,
  /** How long a subscriber waits for a stream that is not open yet. */
  readyMs: 5_000,
} as const;

export interface PushParts {
  readonly pool: Pool;
  readonly key: CallKey;
  readonly log: FastifyBaseLogger;
  readonly onLine: (line: PushLine) => void;
  /** More was missed than the Brain keeps; everything from `seq` on follows. */
  readonly onGap: (seq: number) => void;
  readonly onConnect: () => void;
}

/**
 * The one stream of news from the Brain. It starts "from now" and, after every break, resumes behind the last
 * line it saw, so that a break loses and repeats nothing.
 */
export class PushStream {
  readonly #parts: PushParts;
  readonly #stop = new AbortController();
  readonly #ready = Promise.withResolvers<void>();
  /** The number of the last line, and the position up to which every line was seen. */
  #last = -1;
  #after = -1;
  #gap = false;
  #failures = 0;

  constructor(parts: PushParts) {
    this.#parts = parts;
    void this.#follow();
  }

  /** Resolves once the position is known: from then on a break is made up for. */
  async ready(): Promise<void> {
    if (this.#after >= 0) return;
    const late = pause(limits.readyMs, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('The push stream is not open.')),
    );
    await Promise.race([this.#ready.promise, late]);
  }

  close(): void {
    this.#stop.abort();
  }

  async #follow(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#read().catch((error: unknown) => {
        if (!this.#stop.signal.aborted)
          this.#parts.log.warn({ err: error, after: this.#after }, 'The push stream broke off');
      });
      const longest = Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** this.#failures);
      this.#failures += 1;
      await pause(randomInt(longest / 2, longest), undefined, {
        signal: this.#stop.signal,
        ref: false,
      }).catch(() => {});
    }
  }

  async #read(): Promise<void> {
    const target = `${internalPaths.push}?after=${this.#after}`;
    const claims = {
      requestId: randomUUID(),
      userId: null,
      sessionId: null,
      ip: '127.0.0.1',
      agent: 'gateway',
      origin: '',
    };
    const headers = callHeaders(this.#parts.key, claims, 'GET', target, new Uint8Array());
    const { statusCode, body } = await this.#parts.pool.request({
      method: 'GET',
      path: target,
      headers,
      bodyTimeout: limits.silenceMs,
      signal: this.#stop.signal,
    });
    if (statusCode !== 200) {
      await body.dump();
      // Gone: the position is older than what the Brain keeps.
      if (statusCode === 410) [this.#last, this.#after, this.#gap] = [-1, -1, true];
      throw new Error(`The Brain answered ${statusCode}.`);
    }
    this.#parts.onConnect();
    body.setEncoding('utf8');
    let rest = '';
    for await (const chunk of body) {
      const lines = (rest + (chunk as string)).split('\n');
      rest = lines.pop()!;
      if (rest.length > limits.lineChars) throw new Error('A line of the push stream is too long.');
      for (const line of lines) this.#take(line);
    }
  }

  #take(text: string): void {
    if (text === '') return;
    const line = this.#parse(text);
    if (!line) return;
    this.#failures = 0;
    if (this.#gap) this.#parts.onGap(line.seq);
    this.#gap = false;
    // A repeated line is harmless: subscribers drop what they have by its number.
    if (line.kind !== 'heartbeat') this.#parts.onLine(line);
    this.#advance(line);
    this.#ready.resolve();
  }

  /** One event may make several lines, so its number is behind us only when a higher one comes, or a heartbeat. What is live is no event. */
  #advance(line: PushLine): void {
    if (line.kind === 'live') return;
    if (line.kind === 'heartbeat') this.#after = line.seq;
    else if (this.#last < 0) this.#after = line.seq - 1;
    else if (line.seq > this.#last) this.#after = Math.max(this.#last, this.#after);
    this.#last = Math.max(this.#last, line.seq);
  }

  /** A line this version does not know is passed over: asking for it again would stop everything behind it. */
  #parse(text: string): PushLine | undefined {
    try {
      return pushLine.parse(JSON.parse(text));
    } catch (error) {
      this.#parts.log.error({ err: error }, 'A line of the push stream was not understood');
      return undefined;
    }
  }
}
