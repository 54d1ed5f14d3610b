import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode, say, windows } from './setup.mjs';

const RESTARTS_PER_MINUTE = 5;
const STOP_LIMIT_MS = 15_000;
const leash = new URL('./leash.mjs', import.meta.url).href;

const COLOURS = { brain: 35, gateway: 36, web: 32 };
const parts = [];
let settled = false;
let stopping;

/**
 * Starts one part of SmartStart: a Node program in a process group of its own, so that Ctrl-C reaches only this
 * process, which says who stops when. Messages of the program go to `onMessage`.
 */
export function startPart({ name, args, cwd, env, onMessage }) {
  const part = { name, deaths: [] };
  const label = process.stdout.isTTY
    ? `\x1b[${COLOURS[name]}m${name.padEnd(7)} │\x1b[0m `
    : `${name.padEnd(7)} │ `;
  const print = (line) => console.log(label + line);
  const start = () => {
    part.child = spawn(process.execPath, ['--import', leash, ...args], {
      cwd,
      env: { ...env, SMARTSTART_STARTER: String(process.pid) },
      detached: !windows,
      stdio: ['ignore', 'pipe', 'pipe', ...(onMessage ? ['ipc'] : [])],
      windowsHide: true,
    });
    for (const stream of [part.child.stdout, part.child.stderr]) createInterface(stream).on('line', print);
    if (onMessage) part.child.on('message', onMessage);
    part.child.once('exit', (code, signal) => stopping || revive(part, start, exitCode(code, signal)));
  };
  parts.push(part);
  start();
}

/** From here on a part that dies is started again. Before, its death ends the start: a bad setting does not heal. */
export function keepRunning() {
  settled = true;
}

/** In the reverse order of starting: who calls stops before who is called. Ends this process. */
export function stopAll(code) {
  return (stopping ??= (async () => {
    say('stopping');
    const [brain, ...callers] = parts;
    await Promise.all(callers.map(stopPart));
    if (brain) await stopPart(brain);
    process.exit(code);
  })());
}

async function revive(part, start, code) {
  killGroup(part.child);
  part.deaths = [...part.deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
  if (!settled || part.deaths.length > RESTARTS_PER_MINUTE) {
    say(`${part.name} stopped with code ${code}${settled ? ' again and again' : ' while starting'}`);
    return stopAll(code || 1);
  }
  const delayMs = 250 * 2 ** part.deaths.length;
  say(`${part.name} stopped with code ${code}; starting it again in ${delayMs / 1000} s`);
  await sleep(delayMs);
  if (!stopping) start();
}

async function stopPart({ name, child }) {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise((done) => child.once('exit', () => done(true)));
    child.kill('SIGTERM');
    const late = sleep(STOP_LIMIT_MS, false, { ref: false });
    if (!(await Promise.race([exited, late])))
      say(`${name} did not stop in ${STOP_LIMIT_MS / 1000} s: killed`);
  }
  killGroup(child);
}

/** The program and whatever it started; nothing when all are gone. */
function killGroup({ pid }) {
  try {
    process.kill(windows ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
