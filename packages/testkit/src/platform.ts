import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

export interface Platform {
  readonly origin: string;
  readonly dataDir: string;
  readonly brain: () => ChildProcess;
  readonly gateway: () => ChildProcess;
  /** Ends the Brain the hard way and starts a new one on the same data. */
  restartBrain(signal?: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

/** Brain and gateway as two real processes on fresh data: what `npm start` runs, without the web. */
export async function startPlatform(env: Record<string, string> = {}): Promise<Platform> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-platform-'));
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const shared = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    SMARTSTART_DATA_DIR: dataDir,
    CALL_KEYS: `p1:${randomBytes(32).toString('base64url')}`,
    BRAIN_SOCKET: path.join(dataDir, 'brain.sock'),
    PORT: String(port),
    ...env,
  };
  let brain = await startProcess('brain/src/main.ts', shared);
  const gateway = await startProcess('gateway/src/main.ts', shared);
  return {
    origin: `http://localhost:${port}`,
    dataDir,
    brain: () => brain,
    gateway: () => gateway,
    async restartBrain(signal = 'SIGKILL') {
      await end(brain, signal);
      brain = await startProcess('brain/src/main.ts', shared);
    },
    async stop() {
      await end(gateway, 'SIGTERM');
      await end(brain, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts a part and waits until it says that it is ready. */
export function startProcess(file: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(project, file)], {
    env,
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: { ready?: boolean }) => message.ready && resolve(child));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready.`)));
    child.once('error', reject);
  });
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

/** A free port below the range the kernel hands out by itself. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + (randomBytes(2).readUInt16BE() % 10_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
