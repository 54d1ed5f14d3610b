import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sayWhy } from './failure.ts';

/**
 * `npm run evaluate -- NAME …`: each file beside this one is an evaluation; its last line is one JSON object. Without a
 * name all of them are run whose data is there; with `--quick` the small ones that hold the floors on every change.
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const helpers = [
  'main.ts',
  'report.ts',
  'bpr.ts',
  'generated-interactions.ts',
  'everything.ts',
  'generated-data.ts',
  'generated-runway.ts',
  'failure.ts',
  'naive2.ts',
  'sklearn.ts',
];
const names = readdirSync(folder).flatMap((file) =>
  /^[a-z-]+\.ts$/.test(file) && !helpers.includes(file) ? [file.slice(0, -3)] : [],
);
const [name, ...args] = process.argv.slice(2);
if (name === undefined || (name === '--quick' && args.length === 0)) {
  const { runEverything } = await import('./everything.ts');
  process.exitCode = await runEverything(names, name === '--quick');
} else if (!names.includes(name)) {
  console.error(`Say which: npm run evaluate -- ${names.join(' | ')}, or nothing for all of them.`);
  process.exitCode = 2;
} else {
  const evaluation = (await import(`./${name}.ts`)) as { run(args: string[]): Promise<void> };
  try {
    await evaluation.run(args);
  } catch (error) {
    console.error(sayWhy(error));
    process.exitCode = 2;
  }
}
