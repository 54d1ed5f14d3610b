import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';

/** One process per directory. The lock is a file with the owner's pid and start time, for pids are used again. */
export function takeOwnership(path: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, since: startTime(process.pid) });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, mine);
  try {
    while (!tryLink(draft, path)) {
      const held = readIfAny(path);
      const pid = Number(/"pid":(\d+)/.exec(held ?? '')?.[1]);
      if (held === JSON.stringify({ pid, since: startTime(pid) })) {
        throw new Error(
          `another SmartStart is running on this data directory (pid ${pid}): ${dirname(path)}`,
        );
      }
      // Stale. Of several starters only one can move the file away, and it looks again at what it moved.
      const aside = `${draft}.stale`;
      if (held === undefined || !tryRename(path, aside)) continue;
      if (readIfAny(aside) !== held) tryLink(aside, path);
      fs.rmSync(aside);
    }
  } finally {
    fs.rmSync(draft);
  }
  return () => {
    if (readIfAny(path) === mine) fs.rmSync(path);
  };
}

/** When the process started, as an opaque text; undefined when there is no such process, or only its zombie. */
function startTime(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    }
    process.kill(pid, 0);
    return process.platform === 'win32'
      ? 'running'
      : execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

function readIfAny(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function tryRename(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}
