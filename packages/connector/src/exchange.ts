import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

export type AnswerHeaders = Record<string, string | string[] | undefined>;

export interface Answer<Body> {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Body;
}

type Options = Dispatcher.DispatchOptions & { signal?: AbortSignal };

/** Sends a request and gathers the whole answer, at most `maxBytes`. An answer that breaks off is an error. */
export function exchange(pool: Dispatcher, options: Options, maxBytes: number): Promise<Answer<Buffer>> {
  return new Promise((resolve, reject) => {
    pool.dispatch(options, new Gathering(resolve, reject, maxBytes, options.signal));
  });
}

/** Sends a request and hands on the answer as it comes; the reader's pace holds back the sender. */
export function exchangeStream(pool: Dispatcher, options: Options): Promise<Answer<Readable>> {
  return new Promise((resolve, reject) => {
    pool.dispatch(options, new Streaming(resolve, reject, options.signal));
  });
}

/** A failed exchange is either `late` (the other side was reached and did not answer in time) or `broken`. */
export function failureKind(error: unknown): 'late' | 'broken' {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' ? 'late' : 'broken';
}

abstract class Exchange {
  readonly #signal: AbortSignal | undefined;
  #stop: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (!this.#signal) return;
    this.#stop = () => controller.abort(new Error('The caller went away.'));
    if (this.#signal.aborted) this.#stop();
    else this.#signal.addEventListener('abort', this.#stop, { once: true });
  }

  protected finish(): void {
    if (this.#stop) this.#signal?.removeEventListener('abort', this.#stop);
  }
}

class Gathering extends Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer<Buffer>) => void;
  readonly #reject: (error: Error) => void;
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #headers: AnswerHeaders = {};

  constructor(
    resolve: (answer: Answer<Buffer>) => void,
    reject: (error: Error) => void,
    maxBytes: number,
    signal?: AbortSignal,
  ) {
    super(signal);
    this.#resolve = resolve;
    this.#reject = reject;
    this.#maxBytes = maxBytes;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes)
      controller.abort(new Error(`The answer is larger than ${this.#maxBytes} bytes.`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.finish();
    const [first] = this.#chunks;
    const body = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#bytes);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.finish();
    this.#reject(error);
  }
}

class Streaming extends Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer<Readable>) => void;
  readonly #reject: (error: Error) => void;
  #body: Readable | undefined;
  #ended = false;

  constructor(
    resolve: (answer: Answer<Readable>) => void,
    reject: (error: Error) => void,
    signal?: AbortSignal,
  ) {
    super(signal);
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200) return;
    this.#body = new Readable({
      read: () => controller.resume(),
      destroy: (error, done) => {
        if (!this.#ended) controller.abort(error ?? new Error('The reader went away.'));
        done(error);
      },
    });
    this.#resolve({ status, headers, body: this.#body });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#body?.push(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#ended = true;
    this.finish();
    this.#body?.push(null);
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#ended = true;
    this.finish();
    if (this.#body) this.#body.destroy(error);
    else this.#reject(error);
  }
}
