// The built web pages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, project, say } from './setup.mjs';

export const web = join(project, 'web');
export const nextCommand = join(project, 'node_modules/next/dist/bin/next');

/** Builds the pages when they, or what is built into them, have changed since they were built. */
export function ensureBuilt() {
  const record = join(web, '.next', 'smartstart-build');
  const sources = hashSources();
  if (existsSync(record) && readFileSync(record, 'utf8') === sources) return;
  say('building the web pages (once for each version)');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const build = spawnSync(process.execPath, [nextCommand, 'build'], { cwd: web, stdio: 'inherit', env });
  if (build.status !== 0) fail('the web pages do not build. To start without them: npm start -- --no-web');
  writeFileSync(record, sources);
}

function hashSources() {
  const sum = createHash('sha256');
  const add = (path) => sum.update(path.slice(project.length)).update('\0').update(readFileSync(path));
  const walk = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      // Written by the build itself, or without a part in it.
      if (/^(node_modules|\.next|next-env\.d\.ts)$|\.tsbuildinfo$|\.test\.tsx?$/.test(entry.name)) continue;
      if (entry.isDirectory()) walk(join(dir, entry.name));
      else add(join(dir, entry.name));
    }
  };
  for (const dir of ['web', 'packages/contract', 'packages/units', 'packages/verify'])
    walk(join(project, dir));
  add(join(project, 'package-lock.json'));
  return sum.digest('hex');
}
