import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run bench -- NAME`: each file beside this one is a benchmark; its last line is one JSON object. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const helpers = [
  'main.ts',
  'report.ts',
  'bare-server.ts',
  'load.ts',
  'socket-crowd.ts',
  'postgres-server.ts',
  'legal-texts.ts',
  'clause-worker.ts',
  'captable-log.ts',
  'publisher.ts',
];
const names = readdirSync(folder).flatMap((file) =>
  /^[a-z-]+\.ts$/.test(file) && !helpers.includes(file) ? [file.slice(0, -3)] : [],
);
const name = process.argv[2];
if (!name || !names.includes(name)) {
  console.error(`Say which: npm run bench -- ${names.join(' | ')}`);
  process.exit(2);
}
const benchmark = (await import(`./${name}.ts`)) as { run(): Promise<void> };
await benchmark.run();
