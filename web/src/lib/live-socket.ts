import type { PushMessage, ServerFrame } from '@smartstart/contract';
import { accessToken } from './session-store';

export type LiveEvent = { type: string; data: Record<string, unknown> };
export type LiveListener = (event: LiveEvent | { type: 'reset' }) => void;

const firstDelayMs = 500;
const longestDelayMs = 30_000;
const pingEveryMs = 25_000;
/** On a train a connection dies without a word: a ping without an answer for so long ends it. */
const silenceMs = 8_000;
/** And so does an attempt to connect. */
const connectMs = 15_000;

interface Topic {
  readonly listeners: Set<LiveListener>;
  /** The last message seen; a new connection asks for what came after it. */
  seq: number | null;
  /** Who followed it last, for those who begin to listen later. */
  company: LiveEvent | null;
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
  #watch: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    this.#stopped = false;
    window.addEventListener('online', this.#back);
    document.addEventListener('visibilitychange', this.#back);
    if (this.#topics.size > 0) void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    window.removeEventListener('online', this.#back);
    document.removeEventListener('visibilitychange', this.#back);
    clearTimeout(this.#timer);
    this.#drop();
  }

  listen(name: string, listener: LiveListener): () => void {
    let topic = this.#topics.get(name);
    if (!topic) {
      topic = { listeners: new Set(), seq: null, company: null };
      this.#topics.set(name, topic);
      if (this.#ready) this.#subscribe(name, topic);
      else if (!this.#stopped) void this.#connect();
    }
    topic.listeners.add(listener);
    if (topic.company) listener(topic.company);
    return () => {
      topic.listeners.delete(listener);
      if (topic.listeners.size > 0) return;
      this.#topics.delete(name);
      if (this.#ready) this.#send({ type: 'unsubscribe', topic: name });
    };
  }

  /** Tells the others who follow a channel; lost where there is no connection. */
  signal(topic: string, signal: 'typing' | 'stopped'): void {
    if (this.#ready && this.#topics.has(topic)) this.#send({ type: 'signal', topic, signal });
  }

  async #connect(): Promise<void> {
    if (this.#socket || this.#stopped) return;
    const url = new URL('/api/v1/ws', window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#watch = setTimeout(this.#lose, connectMs);
    socket.addEventListener('open', async () => {
      const token = await accessToken().catch(() => null);
      if (token === null) socket.close();
      else if (this.#socket === socket) this.#send({ type: 'authenticate', token });
    });
    socket.addEventListener('message', (event: MessageEvent<string>) => {
      if (this.#socket !== socket) return;
      clearTimeout(this.#watch);
      this.#receive(JSON.parse(event.data) as ServerFrame);
    });
    socket.addEventListener('close', () => {
      if (this.#socket === socket) this.#lose();
    });
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'ready') {
      this.#ready = true;
      this.#failures = 0;
      this.#pinger = setInterval(this.#ping, pingEveryMs);
      for (const [name, topic] of this.#topics) this.#subscribe(name, topic);
    } else if (frame.type === 'subscribed') {
      const topic = this.#topics.get(frame.topic);
      if (topic) topic.seq ??= frame.seq;
    } else if (frame.type === 'reset') {
      this.#tell(frame.topic, frame.seq, { type: 'reset' });
    } else if (frame.type === 'message') {
      const { topic, seq, type, data } = frame.message satisfies PushMessage;
      this.#tell(topic, seq, { type, data });
    } else if (frame.type === 'presence') {
      const topic = this.#topics.get(frame.topic);
      if (topic)
        topic.company = { type: 'live.presence', data: { userIds: frame.userIds, count: frame.count } };
      if (topic?.company) this.#pass(frame.topic, topic.company);
    } else if (frame.type === 'signal') {
      this.#pass(frame.topic, {
        type: 'live.signal',
        data: { userId: frame.userId, signal: frame.signal },
      });
    } else if (frame.type === 'live') {
      this.#pass(frame.topic, { type: 'live.state', data: frame.data });
    } else if (frame.type === 'error' && frame.topic) {
      // Not let in, or let out: whoever shows the topic asks what is left of it.
      this.#pass(frame.topic, { type: 'live.refused', data: { code: frame.code } });
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
    this.#pass(name, event);
  }

  #pass(name: string, event: LiveEvent | { type: 'reset' }): void {
    for (const listener of this.#topics.get(name)?.listeners ?? []) listener(event);
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

  readonly #ping = (): void => {
    this.#send({ type: 'ping' });
    clearTimeout(this.#watch);
    this.#watch = setTimeout(this.#lose, silenceMs);
  };

  readonly #lose = (): void => {
    this.#drop();
    this.#retryLater();
  };

  #drop(): void {
    clearInterval(this.#pinger);
    clearTimeout(this.#watch);
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

  /** The network or the reader is back: a socket that looks open is asked whether it still is. */
  readonly #back = (): void => {
    if (document.visibilityState === 'hidden' || this.#topics.size === 0) return;
    if (this.#ready) return this.#ping();
    // An attempt from before may hang in a network that is gone.
    this.#drop();
    this.#connectNow();
  };

  readonly #connectNow = (): void => {
    clearTimeout(this.#timer);
    void this.#connect();
  };
}
