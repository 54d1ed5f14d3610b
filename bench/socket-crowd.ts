import { WebSocket } from 'ws';

/** Some thousand socket clients in one process, told by the benchmark what to do. */
interface Goal {
  readonly url: string;
  readonly token: string | null;
  readonly topic: string | null;
  readonly count: number;
}

const atOnce = 50;
const patienceMs = 10_000;
const openSockets: WebSocket[] = [];
let heardAt: number[] = [];
let onAllHeard: () => void = () => undefined;

async function connect(goal: Goal): Promise<void> {
  for (let done = 0; done < goal.count; done += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, goal.count - done) }, () => open(goal)));
  }
}

/** Resolves when the socket follows the topic (or is open, for the bare reference). */
function open(goal: Goal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(goal.url, { perMessageDeflate: false });
    socket.on('open', () => {
      openSockets.push(socket);
      if (goal.token) socket.send(JSON.stringify({ type: 'authenticate', token: goal.token }));
      else resolve();
    });
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as {
        type: string;
        message?: { type: string };
        detail?: string;
      };
      if (frame.type === 'ready') socket.send(JSON.stringify({ type: 'subscribe', topic: goal.topic }));
      else if (frame.type === 'subscribed') resolve();
      else if (frame.type === 'error') reject(new Error(frame.detail));
      else if (frame.type === 'message' && frame.message?.type === 'venture.changed') hear();
    });
    socket.on('error', reject);
  });
}

function hear(): void {
  heardAt.push(Date.now());
  if (heardAt.length === openSockets.length) onAllHeard();
}

process.on('message', (question: { connect?: Goal; listen?: boolean }) => {
  if (question.connect) {
    connect(question.connect).then(
      () => process.send!({ kind: 'connected' }),
      (error: unknown) => process.send!({ kind: 'failed', reason: String(error) }),
    );
  }
  if (question.listen) {
    heardAt = [];
    const timer = setTimeout(tell, patienceMs);
    onAllHeard = () => {
      clearTimeout(timer);
      tell();
    };
  }
});

function tell(): void {
  process.send!({ kind: 'heard', at: heardAt });
}
