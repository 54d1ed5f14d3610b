import type { PushMessage, ServerFrame } from '@smartstart/contract';
import { accessToken } from './session-store';

export type LiveEvent = { type: string; data: Record<string, unknown> };
export type LiveListener = (event: LiveEvent | { type: 'reset' }) => void;

const firstDelayMs = 500;
const longestDelayMs = 30_000;
const pingEveryMs = 25_000;

interface Topic {
  readonly listeners: Set<LiveListener>;
  /** The last message seen; a new connection asks for what came after it. */
  seq: number | null;
}

/** One socket for the whole page: connects while somebody listens, comes back after a drop, and resumes each topic. */
export class LiveSocket {
  readonly #topics = new Map<string, Topic>();
  #socket: WebSocket | null = null;
  #ready = false;
  #stopped = true;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pinger: ReturnType<typeof setInterval> | undefined;

  start(): void {
    this.#stopped = false;
    window.addEventListener('online', this.#connectNow);
    if (this.#topics.size > 0) void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    window.removeEventListener('online', this.#connectNow);
    clearTimeout(this.#timer);
    this.#drop();
  }

  listen(name: string, listener: LiveListener): () => void {
    let topic = this.#topics.get(name);
    if (!topic) {
      topic = { listeners: new Set(), seq: null };
      this.#topics.set(name, topic);
      if (this.#ready) this.#subscribe(name, topic);
      else if (!this.#stopped) void this.#connect();
    }
    topic.listeners.add(listener);
    return () => {
      topic.listeners.delete(listener);
      if (topic.listeners.size > 0) return;
      this.#topics.delete(name);
      if (this.#ready) this.#send({ type: 'unsubscribe', topic: name });
    };
  }

  async #connect(): Promise<void> {
    if (this.#socket || this.#stopped) return;
    const url = new URL('/api/v1/ws', window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener('open', async () => {
      const token = await accessToken().catch(() => null);
      if (token === null) socket.close();
      else if (this.#socket === socket) this.#send({ type: 'authenticate', token });
    });
    socket.addEventListener('message', (event: MessageEvent<string>) => {
      if (this.#socket === socket) this.#receive(JSON.parse(event.data) as ServerFrame);
    });
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return;
      this.#drop();
      this.#retryLater();
    });
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'ready') {
      this.#ready = true;
      this.#failures = 0;
      this.#pinger = setInterval(() => this.#send({ type: 'ping' }), pingEveryMs);
      for (const [name, topic] of this.#topics) this.#subscribe(name, topic);
    } else if (frame.type === 'subscribed') {
      const topic = this.#topics.get(frame.topic);
      if (topic) topic.seq ??= frame.seq;
    } else if (frame.type === 'reset') {
      this.#tell(frame.topic, frame.seq, { type: 'reset' });
    } else if (frame.type === 'message') {
      const { topic, seq, type, data } = frame.message satisfies PushMessage;
      this.#tell(topic, seq, { type, data });
    } else if (
      frame.type === 'error' &&
      (frame.code === 'UNAUTHENTICATED' || frame.code === 'TOKEN_EXPIRED')
    ) {
      // The token ran out under an open socket; a new connection brings a new one.
      this.#socket?.close();
    }
  }

  #tell(name: string, seq: number, event: LiveEvent | { type: 'reset' }): void {
    const topic = this.#topics.get(name);
    if (!topic) return;
    topic.seq = seq;
    for (const listener of topic.listeners) listener(event);
  }

  #subscribe(name: string, topic: Topic): void {
    this.#send(
      topic.seq === null
        ? { type: 'subscribe', topic: name }
        : { type: 'subscribe', topic: name, after: topic.seq },
    );
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #drop(): void {
    clearInterval(this.#pinger);
    const socket = this.#socket;
    this.#socket = null;
    this.#ready = false;
    socket?.close();
  }

  #retryLater(): void {
    if (this.#stopped || this.#topics.size === 0) return;
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#failures++);
    // Jitter keeps many pages from coming back in the same moment after a restart.
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    this.#timer = setTimeout(this.#connectNow, delay * (0.5 + random / 512));
  }

  readonly #connectNow = (): void => {
    clearTimeout(this.#timer);
    void this.#connect();
  };
}
