import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { becomeSubscriber, freePort, launchVenture, startPlatform } from '@smartstart/testkit';
import { percentile, report } from './report.ts';

const connections = 10_000;
const crowds = 4;
const broadcasts = 5;
const folder = fileURLToPath(new URL('.', import.meta.url));

interface Crowd {
  readonly child: ChildProcess;
  ask<T>(question: object, kind: string): Promise<T>;
}

/** 10,000 sockets on one gateway that follow one topic; each broadcast must reach all. The reference is bare `ws`. */
export async function run(): Promise<void> {
  const ours = await measureGateway();
  const bare = await measureBare();
  report(
    'sockets',
    [
      {
        variant: 'gateway',
        connections: ours.connections,
        'p99 ms': ours.p99Ms.toFixed(0),
        'all ms': ours.allMs.toFixed(0),
        'bytes/connection': Math.round(ours.bytesPerConnection),
        lost: ours.lost,
      },
      {
        variant: 'bare ws',
        connections: bare.connections,
        'p99 ms': bare.p99Ms.toFixed(0),
        'all ms': bare.allMs.toFixed(0),
        'bytes/connection': Math.round(bare.bytesPerConnection),
        lost: bare.lost,
      },
    ],
    { p99VsBare: ours.p99Ms / bare.p99Ms, bytesVsBare: ours.bytesPerConnection / bare.bytesPerConnection },
    {
      connections: ours.connections,
      p99Ms: ours.p99Ms,
      allMs: ours.allMs,
      bytesPerConnection: ours.bytesPerConnection,
      lost: ours.lost,
    },
  );
}

interface Measured {
  readonly connections: number;
  readonly p99Ms: number;
  readonly allMs: number;
  readonly bytesPerConnection: number;
  readonly lost: number;
}

async function measureGateway(): Promise<Measured> {
  const platform = await startPlatform({ RATE_LIMITS: 'off' });
  try {
    const owner = await becomeSubscriber(platform.origin, { name: 'Crowd', email: 'crowd@example.com' });
    const ventureId = await launchVenture(owner, 'Crowded');
    const edit = async (round: number) => {
      const before = await owner.api.ventures.get({ params: { ventureId } });
      const sentAt = Date.now();
      await owner.api.ventures.edit(
        { params: { ventureId }, body: { purpose: `Round ${round}` } },
        { ifMatch: before.etag! },
      );
      return sentAt;
    };
    const url = `${platform.origin.replace('http', 'ws')}/api/v1/ws`;
    return await measure(
      { url, token: owner.accessToken(), topic: `venture:${ventureId}` },
      platform.gateway().pid!,
      edit,
    );
  } finally {
    await platform.stop();
  }
}

async function measureBare(): Promise<Measured> {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const broadcast = (round: number) => {
    const frame = Buffer.from(
      JSON.stringify({ type: 'message', message: { type: 'venture.changed', round } }),
    );
    const sentAt = Date.now();
    for (const socket of sockets.clients) socket.send(frame, { binary: false });
    return Promise.resolve(sentAt);
  };
  const measured = await measure(
    { url: `ws://127.0.0.1:${port}`, token: null, topic: null },
    process.pid,
    broadcast,
  );
  sockets.close();
  server.close();
  return measured;
}

/** Connects the crowds, measures the server's memory around it, then broadcasts and collects what arrived when. */
async function measure(
  goal: { url: string; token: string | null; topic: string | null },
  serverPid: number,
  broadcast: (round: number) => Promise<number>,
): Promise<Measured> {
  const before = residentBytes(serverPid);
  const list = Array.from({ length: crowds }, startCrowd);
  for (const crowd of list)
    await crowd.ask({ connect: { ...goal, count: connections / crowds } }, 'connected');
  const bytesPerConnection = (residentBytes(serverPid) - before) / connections;
  const p99s: number[] = [];
  const alls: number[] = [];
  let lost = 0;
  for (let round = 1; round <= broadcasts; round++) {
    const heard = Promise.all(list.map((crowd) => crowd.ask<{ at: number[] }>({ listen: true }, 'heard')));
    const sentAt = await broadcast(round);
    const delays = (await heard).flatMap(({ at }) => at.map((instant) => instant - sentAt));
    lost += connections - delays.length;
    p99s.push(percentile(delays, 0.99));
    alls.push(percentile(delays, 1));
  }
  const connected = connections;
  for (const { child } of list) child.kill('SIGKILL');
  return {
    connections: connected,
    p99Ms: percentile(p99s, 0.5),
    allMs: percentile(alls, 0.5),
    bytesPerConnection,
    lost,
  };
}

/** Clients live in processes of their own: one process would run out of loop time and file handles. */
function startCrowd(): Crowd {
  const child = spawn(process.execPath, [`${folder}socket-crowd.ts`], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    child,
    ask: <T>(question: object, kind: string) => {
      const answer = new Promise<T>((resolve, reject) => {
        const listen = (message: { kind: string; reason?: string }) => {
          if (message.kind === 'failed') reject(new Error(message.reason));
          if (message.kind !== kind) return;
          child.off('message', listen);
          resolve(message as T);
        };
        child.on('message', listen);
      });
      child.send(question);
      return answer;
    },
  };
}

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
