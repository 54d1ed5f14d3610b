import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A PostgreSQL of the system with its default settings: commits are durable. For benchmarks that compare with its own tools. */
export interface Server {
  readonly version: string;
  readonly socketDir: string;
  url(database: string): string;
  tool(name: string, args: readonly string[]): string;
  stop(): Promise<void>;
}

const root = '/usr/lib/postgresql';

/** Null where no PostgreSQL with its tools is installed. */
export async function startServer(): Promise<Server | null> {
  const version = existsSync(root)
    ? readdirSync(root).find((one) => existsSync(path.join(root, one, 'bin', 'pgbench')))
    : undefined;
  if (!version) return null;
  const bin = path.join(root, version, 'bin');
  const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-'));
  chmodSync(folder, 0o711);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const command = (name: string, args: readonly string[]): [string, string[]] =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', path.join(bin, name), ...args]]
      : [path.join(bin, name), [...args]];
  const cluster = path.join(folder, 'cluster');
  execFileSync(
    ...command('initdb', [
      '-D',
      cluster,
      '-U',
      'smartstart',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ]),
    { stdio: 'pipe' },
  );
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=200'];
  const server = spawn(...command('postgres', ['-D', cluster, ...settings.flatMap((one) => ['-c', one])]), {
    stdio: 'ignore',
  });
  const connect = ['-h', folder, '-U', 'smartstart'];
  const tool = (name: string, args: readonly string[]) =>
    execFileSync(path.join(bin, name), [...connect, ...args], { stdio: 'pipe' }).toString();
  await answering(() => tool('pg_isready', []));
  return {
    version,
    socketDir: folder,
    url: (database) => `postgres://smartstart@localhost/${database}?host=${folder}`,
    tool,
    stop: () =>
      stop(server, folder, () => execFileSync(...command('pg_ctl', ['-D', cluster, '-m', 'fast', 'stop']))),
  };
}

async function answering(ask: () => unknown): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      ask();
      return;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Asks the server itself: a signal would reach only what changed the user for it. */
async function stop(server: ChildProcess, folder: string, ask: () => unknown): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  ask();
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
