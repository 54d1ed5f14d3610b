// npm run check: everything that can be checked without running SmartStart. With names (npm run check -- lint types)
// only those. The last line is "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = (path: string) => `node_modules/${path}`;
/** Each command is a Node program with its arguments; a check passes when all its commands do. */
const checks: Record<string, string[][]> = {
  format: [[bin('oxfmt/bin/oxfmt'), '--check']],
  lint: [[bin('oxlint/bin/oxlint'), '--max-warnings=0']],
  types: [
    [bin('typescript/bin/tsc'), '-p', '.'],
    // Writes the types of routes and style sheets, which a fresh clone lacks.
    [bin('next/dist/bin/next'), 'typegen', 'web'],
    [bin('typescript/bin/tsc'), '-p', 'web'],
  ],
  tables: [['brain/src/commands/generate-tables.ts', '--check']],
  containers: [['scripts/lint-containers.ts']],
};

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in checks));
if (unknown) {
  console.error(`There is no check ${unknown}. There are ${Object.keys(checks).join(', ')}.`);
  process.exit(1);
}
const names = wanted.length > 0 ? wanted : Object.keys(checks);
const failed = names.filter((name) => !passes(name, checks[name]!));
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '');
console.log(`${names.length - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) process.exitCode = 1;

function passes(name: string, commands: readonly string[][]): boolean {
  const startedAt = performance.now();
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  const bad = commands.filter(
    (args) => spawnSync(process.execPath, args, { stdio: 'inherit', env }).status !== 0,
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`• ${name}: ${bad.length > 0 ? 'FAILED' : 'ok'} (${seconds} s)`);
  return bad.length === 0;
}
