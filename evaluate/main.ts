import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run evaluate -- NAME …`: each file beside this one is an evaluation; its last line is one JSON object. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const helpers = ['main.ts', 'report.ts', 'bpr.ts', 'generated-interactions.ts'];
const names = readdirSync(folder).flatMap((file) =>
  /^[a-z-]+\.ts$/.test(file) && !helpers.includes(file) ? [file.slice(0, -3)] : [],
);
const [name, ...args] = process.argv.slice(2);
if (!name || !names.includes(name)) {
  console.error(`Say which: npm run evaluate -- ${names.join(' | ')}`);
  process.exit(2);
}
const evaluation = (await import(`./${name}.ts`)) as { run(args: string[]): Promise<void> };
await evaluation.run(args);
