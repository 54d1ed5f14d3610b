import type { PushMessage, ServerFrame } from '@smartstart/contract';
import { WebSocket } from 'ws';

export interface TestSocket {
  readonly frames: ServerFrame[];
  messages(): PushMessage[];
  subscribe(topic: string, after?: number): Promise<void>;
  /** Waits until a message fits. */
  heard(fits: (message: PushMessage) => boolean): Promise<PushMessage>;
  close(): void;
}

const patienceMs = 10_000;

/** A live connection of a person, authenticated. */
export async function openSocket(origin: string, token: string): Promise<TestSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/v1/ws`, { origin });
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()) as ServerFrame);
    for (const check of waiting) check();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  function until<T>(look: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${what} did not come. Heard: ${JSON.stringify(frames)}`)),
        patienceMs,
      );
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  }

  const messages = () => frames.flatMap((frame) => (frame.type === 'message' ? [frame.message] : []));
  socket.send(JSON.stringify({ type: 'authenticate', token }));
  await until(() => frames.find((frame) => frame.type === 'ready'), 'ready');
  return {
    frames,
    messages,
    async subscribe(topic, after) {
      socket.send(JSON.stringify({ type: 'subscribe', topic, ...(after === undefined ? {} : { after }) }));
      await until(
        () =>
          frames.find(
            (frame) => (frame.type === 'subscribed' || frame.type === 'error') && frame.topic === topic,
          ),
        `the subscription of ${topic}`,
      );
    },
    heard: (fits) => until(() => messages().find(fits), 'the message'),
    close: () => socket.close(),
  };
}
