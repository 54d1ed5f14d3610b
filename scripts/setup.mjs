// What every script does first. Plain JavaScript for Node 20 and newer, with nothing installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));
export const windows = process.platform === 'win32';

const NODE_MAJOR = 24;
const modules = join(project, 'node_modules');

/** Installs what package-lock.json names, when it is not there or the lock has changed since. */
export function ensureInstalled() {
  const lock = join(project, 'package-lock.json');
  const record = join(modules, '.smartstart-lock');
  const wanted = () =>
    existsSync(lock) ? createHash('sha256').update(readFileSync(lock)).digest('hex') : 'none';
  if (existsSync(record) && readFileSync(record, 'utf8') === wanted()) return;

  say('installing packages (npm install)');
  // Not `npm ci`: it fails as a whole when a registry lacks one optional package of another platform. With the lock
  // in place both install the same. The pinned Node is a development dependency: NODE_ENV=production would skip it.
  const args = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const options = { cwd: project, stdio: 'inherit', shell: windows };
  const npm = spawnSync('npm', [...args, '--loglevel=error'], options);
  if (npm.status !== 0)
    fail(`npm install failed (${npm.error?.message ?? `exit ${npm.status ?? npm.signal}`})`);
  writeFileSync(record, wanted());
}

/** The Node of package.json's devDependencies, whatever Node the machine has. */
export function pinnedNode() {
  const path = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(path)) return path;
  if (isRightNode()) return process.execPath; // npm was told not to run install scripts
  return fail(
    `Node ${NODE_MAJOR} is needed and was not installed: run "npm rebuild node", or install Node ${NODE_MAJOR}`,
  );
}

export function isRightNode() {
  return parseInt(process.versions.node, 10) === NODE_MAJOR;
}

/** Runs the pinned Node in this process's place and resolves to the exit code. */
export function runNode(args, options = {}) {
  const child = spawn(pinnedNode(), args, { stdio: 'inherit', ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to both.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  return new Promise((done) => {
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => done(exitCode(code, signal)));
  });
}

/** Where everything a person would back up is kept. */
export function dataDir() {
  const path = resolve(project, process.env.SMARTSTART_DATA_DIR || '.data');
  // PostgreSQL refuses root: the user it runs as instead has to pass through, without seeing what else is there.
  mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  return path;
}

export function exitCode(code, signal) {
  return code ?? 128 + constants.signals[signal];
}

export function say(line) {
  console.log(`• ${line}`);
}

export function fail(reason) {
  console.error(`\nSmartStart: ${reason}`);
  process.exit(1);
}
