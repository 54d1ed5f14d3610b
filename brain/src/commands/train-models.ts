import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run train -- NAME [--data PATH]`: fits a model anew and writes its artefact to `brain/models` and its card to
 * `docs/models`. Each file `train-NAME.ts` beside this one trains one model.
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(folder).flatMap((file) => {
  const name = /^train-([a-z-]+)\.ts$/.exec(file)?.[1];
  return name && name !== 'models' ? [name] : [];
});
const [name, ...args] = process.argv.slice(2);
if (!name || !names.includes(name)) {
  console.error(`Say which: npm run train -- ${names.join(' | ')}`);
  process.exit(2);
}
const training = (await import(`./train-${name}.ts`)) as { train(args: string[]): Promise<void> };
await training.train(args);
