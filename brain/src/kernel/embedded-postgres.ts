import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  choosePlace,
  explain,
  giveTo,
  hash,
  makeDir,
  prepareBinaries,
  readIfAny,
  safeEnv,
  WINDOWS,
  type Log,
  type Place,
} from './embedded-postgres-place.ts';
import { takeOwnership } from './owner-lock.ts';

/** The zero-setup database: a real PostgreSQL, private to this process, that starts and stops with it. */
export interface EmbeddedPostgres {
  /** `host` is the directory of a Unix socket; on Windows an address, with a password. */
  connection: { host: string; port: number; user: string; database: string; password?: string };
  url: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its socket and the owner's lock. As root, every folder above it must let others pass. */
  dataDir: string;
  settings?: Record<string, string>;
  log?: (line: string) => void;
}

const NAME = 'smartstart'; // of the superuser and of the database
const MAJOR = '18';
const START_LIMIT_MS = 5 * 60_000; // crash recovery replays at most max_wal_size, slowly on a slow disk
const STOP_LIMIT_MS = 10_000;
const SOCKET_PATH_LIMIT = 100; // sun_path holds 104 bytes on macOS, 108 on Linux
const TRUST_SOCKET_ONLY = ['--auth-local=trust', '--auth-host=reject']; // the socket's folder is the guard

/** Small, for a machine shared with the rest of SmartStart; durability stays at PostgreSQL's own defaults. */
const SETTINGS = {
  shared_buffers: '128MB',
  max_connections: '200',
  maintenance_work_mem: '64MB',
  max_parallel_workers_per_gather: '1',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_checkpoints: 'off',
};

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const place = choosePlace(resolve(options.dataDir), log);
  const release = takeOwnership(join(place.home, 'owner.lock'));
  try {
    const binaries = await prepareBinaries(place, log);
    await stopOrphans(place.cluster, log);
    await createCluster(place, binaries, log);
    const access = WINDOWS ? await openPort(place) : openSocketDir(place);
    const settings = { ...SETTINGS, ...access.settings, ...options.settings };
    const stopServer = await launch(place, binaries, settings, release, log);
    const connection = { ...access.connection, user: NAME, database: NAME };
    await createDatabase(connection).catch(async (error: unknown) => {
      await stopServer();
      throw error;
    });
    return { connection, url: toUrl(connection), stop: stopServer };
  } catch (error) {
    release();
    throw error;
  }
}

/** How to reach the server that runs on this directory, by what it wrote down itself; null when none says it is ready. */
export function findRunningPostgres(dataDir: string): EmbeddedPostgres['connection'] | null {
  const { home, cluster } = choosePlace(resolve(dataDir), () => {});
  // Lines of postmaster.pid: pid, data directory, start time, port, socket directory, address, shared memory, state.
  const [, , , port, socketDir, address, , state] = (readIfAny(join(cluster, 'postmaster.pid')) ?? '').split(
    '\n',
  );
  if (state?.trim() !== 'ready') return null;
  const common = { port: Number(port), user: NAME, database: NAME };
  if (socketDir) return { host: socketDir, ...common };
  return { host: address!, ...common, password: fs.readFileSync(join(home, 'password'), 'utf8') };
}

// --- Orphans -------------------------------------------------------------------------------------

/** A Brain that was killed leaves its PostgreSQL behind. This process owns the directory, so nobody uses it: stop it. */
async function stopOrphans(cluster: string, log: Log): Promise<void> {
  if (WINDOWS) return; // there PostgreSQL's own check has to do
  const pidFile = join(cluster, 'postmaster.pid');
  const postmaster = parseInt(readIfAny(pidFile) ?? '', 10);
  const gone = () => findServers(cluster).length === 0;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (findServers(cluster).includes(postmaster)) {
      log(`stopping the PostgreSQL (pid ${postmaster}) that an earlier run left behind`);
      process.kill(postmaster, signal);
    }
    if (await waitUntil(gone, STOP_LIMIT_MS)) break;
  }
  for (const pid of findServers(cluster)) process.kill(pid, 'SIGKILL'); // safe: what is committed is on the disk
  if (!(await waitUntil(gone, STOP_LIMIT_MS))) {
    throw new Error(`a PostgreSQL of an earlier run does not stop (pid ${findServers(cluster).join(', ')})`);
  }
  // After a reboot, or in a container, the dead server's pid may be another program's: PostgreSQL would not start.
  const command = listProcesses().get(postmaster);
  if (command !== undefined && !command.includes('postgres')) fs.rmSync(pidFile, { force: true });
}

/** The postmaster is known by its arguments, its children by the cluster's name in their title. */
function findServers(cluster: string): number[] {
  const isServer = (command: string) =>
    command.includes(`/bin/postgres -D ${cluster} `) ||
    command.startsWith(`postgres: ${clusterName(cluster)}: `);
  return [...listProcesses()].filter(([, command]) => isServer(command)).map(([pid]) => pid);
}

function listProcesses(): Map<number, string> {
  if (process.platform !== 'linux') {
    const list = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return new Map(
      [...list.matchAll(/^ *(\d+) (.*)$/gm)].map(([, pid, command]) => [Number(pid), command ?? '']),
    );
  }
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.map((pid) => [Number(pid), (readIfAny(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ')]),
  );
}

function clusterName(cluster: string): string {
  return `${NAME}-${hash(cluster)}`;
}

// --- The cluster ---------------------------------------------------------------------------------

/** Under a temporary name until whole: an initdb that was killed halfway is begun again. */
async function createCluster({ cluster, home, user }: Place, binaries: string, log: Log): Promise<void> {
  const version = readIfAny(join(cluster, 'PG_VERSION'))?.trim();
  if (version !== undefined) {
    if (version !== MAJOR) throw new Error(`${cluster} was made by PostgreSQL ${version}; this is ${MAJOR}`);
    if (user.uid !== undefined && fs.statSync(cluster).uid !== user.uid) giveTo(user, cluster); // restored by root
    return;
  }
  log(`making a new database cluster in ${cluster}`);
  const draft = `${cluster}.draft`;
  const init = (ctype: string) => {
    fs.rmSync(draft, { recursive: true, force: true });
    makeDir(draft, 0o700);
    giveTo(user, draft);
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const auth = WINDOWS ? ['-A', 'scram-sha-256', `--pwfile=${writePassword(home)}`] : TRUST_SOCKET_ONLY;
    const args = ['-D', draft, '-U', NAME, ...locale, `--lc-ctype=${ctype}`, ...auth];
    const context = { ...user, cwd: home, env: safeEnv() };
    return spawnSync(join(binaries, 'bin/initdb'), args, { ...context, encoding: 'utf8' });
  };
  // With ctype C, pg_trgm drops every letter outside ASCII; not every system has C.UTF-8.
  let made = init('C.UTF-8');
  if (made.stderr?.includes('invalid locale name')) made = init('C');
  if (made.status !== 0) throw explain('initdb failed', made.error?.message ?? made.stdout + made.stderr);
  fs.renameSync(draft, cluster);
}

// --- The server ----------------------------------------------------------------------------------

function openSocketDir({ home, user }: Place) {
  const name = '.s.PGSQL.5432';
  let dir = join(home, 'run');
  if (Buffer.byteLength(join(dir, name)) > SOCKET_PATH_LIMIT) {
    dir = join(user.uid === undefined ? tmpdir() : '/tmp', `smartstart-${hash(home)}`);
  }
  const found = fs.lstatSync(dir, { throwIfNoEntry: false });
  if (found && (!found.isDirectory() || ![process.getuid?.(), user.uid].includes(found.uid))) {
    throw new Error(`${dir} belongs to somebody else: PostgreSQL cannot put its socket there`);
  }
  // Those of a killed server, whose pid may be another program's by now, or a zombie's that nobody reaps.
  for (const left of [name, `${name}.lock`]) fs.rmSync(join(dir, left), { force: true });
  makeDir(dir, 0o700); // the key to the database: whoever can enter may connect
  giveTo(user, dir);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: dir,
    unix_socket_permissions: '0700',
    port: '5432',
  };
  return { settings, connection: { host: dir, port: 5432 } };
}

async function openPort({ home }: Place) {
  const host = '127.0.0.1';
  const isFree = (port: number) =>
    new Promise<boolean>((done) => {
      const probe = createServer().once('error', () => done(false));
      probe.listen(port, host, () => probe.close(() => done(true)));
    });
  let port = 15432;
  while (!(await isFree(port))) port += 1;
  const password = fs.readFileSync(join(home, 'password'), 'utf8');
  return { settings: { listen_addresses: host, port: String(port) }, connection: { host, port, password } };
}

function writePassword(home: string): string {
  const path = join(home, 'password');
  if (!fs.existsSync(path)) fs.writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600 });
  return path;
}

/** Resolves to the function that stops the server. */
async function launch(
  { cluster, user }: Place,
  binaries: string,
  settings: Record<string, string>,
  release: () => void,
  log: Log,
): Promise<() => Promise<void>> {
  const named = { cluster_name: clusterName(cluster), ...settings };
  const args = ['-D', cluster, ...Object.entries(named).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const child = spawn(join(binaries, 'bin/postgres'), args, {
    ...user,
    cwd: cluster,
    env: safeEnv(),
    detached: !WINDOWS, // Ctrl-C in a terminal reaches the whole group; when PostgreSQL stops is for its owner to say
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let running = true;
  let stopping: Promise<void> | undefined;
  const exited = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(`exit ${signal ?? code}`));
  }).then((how) => {
    running = false;
    process.off('exit', leave);
    release();
    if (!stopping) log(`PostgreSQL stopped by itself (${how})`);
    return how;
  });
  const interrupt = () => {
    if (!WINDOWS) child.kill('SIGINT'); // fast shutdown: open transactions are rolled back
    else spawnSync(join(binaries, 'bin/pg_ctl'), ['stop', '-m', 'fast', '-D', cluster], { env: safeEnv() });
  };
  const leave = () => {
    interrupt();
    release();
  };
  process.once('exit', leave);
  const stop = async () => {
    interrupt();
    if (await waitUntil(() => !running, STOP_LIMIT_MS)) return;
    child.kill('SIGQUIT');
    if (await waitUntil(() => !running, STOP_LIMIT_MS)) return;
    child.kill('SIGKILL');
    await exited;
  };

  const tail: string[] = [];
  const ready = new Promise<undefined>((done) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      tail.push(line);
      if (tail.length > 20) tail.shift();
      log(line);
      if (line.includes('ready to accept connections')) done(undefined);
    });
  });
  const late = sleep(START_LIMIT_MS, `not ready after ${START_LIMIT_MS} ms`, { ref: false });
  const problem = await Promise.race([ready, exited, late]);
  if (problem === undefined) return () => (stopping ??= stop());
  if (running) await stop();
  throw explain('PostgreSQL did not start', [...tail, problem].join('\n'));
}

async function createDatabase(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [connection.database]);
    if (found.rowCount === 0) await client.query(`create database ${connection.database}`);
  } finally {
    await client.end();
  }
}

function toUrl({ host, port, user, password, database }: EmbeddedPostgres['connection']): string {
  if (password !== undefined) return `postgres://${user}:${password}@${host}:${port}/${database}`;
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

async function waitUntil(met: () => boolean, limitMs: number): Promise<boolean> {
  for (const end = Date.now() + limitMs; !met(); await sleep(20)) if (Date.now() > end) return false;
  return true;
}
