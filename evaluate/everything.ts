import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataPath, rowOf, verdictOf, type Report } from './report.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** What each evaluation reads; those not named here make their own data. */
const needs: Record<string, string[]> = {
  anomaly: ['anomaly'],
  churn: ['churn/telco.csv', 'churn/cdnow.csv', 'churn/rossi.csv'],
  clauses: ['contracts/cuad.jsonl'],
  compare: ['contracts/cuad.jsonl'],
  forecast: ['forecast/weekly-train.csv', 'forecast/weekly-test.csv'],
  inference: ['nda-inference/train.json', 'nda-inference/dev.json'],
  search: ['search', 'contracts/cuad.jsonl'],
  segments: ['nda-inference/train.json', 'nda-inference/dev.json'],
  tabular: ['churn/telco.csv'],
  terms: ['contracts/cuad.jsonl'],
  unfair: ['contracts/unfair-terms.csv'],
  venture: ['ventures'],
};

const elsewhere = ['product analytics, training times beside scikit-learn: npm run bench -- analytics | ml'];

/** Together below half a minute on two processors. */
const quickOnes = ['quick', 'segments', 'venture'];
/** Each takes minutes at most on two quiet processors; a busy machine gets time. */
const limitMs = 60 * 60_000;

interface Outcome {
  readonly name: string;
  readonly report: Report | null;
  /** Why there is no report, where there is none. */
  readonly failure: string | null;
  readonly seconds: number;
}

/**
 * Runs evaluations one after another, each in a process of its own, and prints one table of all. The last line is one
 * JSON object.
 *
 * @returns the exit code: 1 when a floor is missed or an evaluation broke down, else 0.
 */
export async function runEverything(names: readonly string[], quick: boolean): Promise<number> {
  const wanted = quick ? quickOnes : names.filter((name) => name !== 'quick');
  const missing = new Map(
    wanted.flatMap((name) => {
      const absent = (needs[name] ?? []).map((part) => dataPath(part)).filter((path) => !existsSync(path));
      return absent.length > 0 ? [[name, absent] as const] : [];
    }),
  );
  const outcomes: Outcome[] = [];
  for (const name of wanted) {
    if (missing.has(name)) continue;
    const outcome = await runOne(name);
    process.stderr.write(`• ${name}: ${outcome.failure ?? 'done'} (${outcome.seconds.toFixed(1)} s)\n`);
    outcomes.push(outcome);
  }
  console.table(
    outcomes.flatMap(({ name, report }) =>
      (report?.lines ?? []).map((line) => ({ capability: name, ...rowOf(line) })),
    ),
  );
  console.table(
    Object.fromEntries(
      outcomes.map(({ name, report, seconds }) => [
        name,
        {
          seconds: Number(seconds.toFixed(1)),
          data: report?.data ?? needs[name]?.join(', ') ?? 'made on the spot',
        },
      ]),
    ),
  );
  for (const line of elsewhere) console.log(line);
  for (const [name, absent] of missing) console.log(`not run: ${name} (no data at ${absent.join(', ')})`);
  const broken = outcomes.filter(({ report }) => !report);
  for (const { name, failure } of broken) console.log(`broke down: ${name} (${failure})`);
  const missed = outcomes.flatMap(({ name, report }) =>
    (report?.lines ?? []).flatMap((line) =>
      verdictOf(line) === 'MISSED' ? [`${name}: ${line.metric}`] : [],
    ),
  );
  for (const one of missed) console.log(`floor missed: ${one}`);
  console.log(
    JSON.stringify({
      evaluate: quick ? 'quick' : 'all',
      metrics: Object.fromEntries(outcomes.map(({ name, report }) => [name, report?.metrics ?? null])),
      naive: Object.fromEntries(outcomes.map(({ name, report }) => [name, report?.naive ?? null])),
      seconds: Object.fromEntries(outcomes.map(({ name, seconds }) => [name, Number(seconds.toFixed(1))])),
      missed,
      broken: broken.map(({ name }) => name),
      notRun: [...missing.keys()],
    }),
  );
  return missed.length > 0 || broken.length > 0 ? 1 : 0;
}

function runOne(name: string): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = fork(main, [name], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let report: Report | null = null;
    let said = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.on('message', (message) => (report = message as Report));
    child.stderr!.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-2000)));
    child.on('close', (code) => {
      clearTimeout(timer);
      const words = late ? `stopped after ${limitMs / 60_000} minutes` : errorOf(said, code);
      resolve({
        name,
        report: code === 0 ? report : null,
        failure: code === 0 && report ? null : words,
        seconds: (performance.now() - started) / 1000,
      });
    });
  });
}

function errorOf(said: string, code: number | null): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.findLast((line) => /\w*Error\w*:/.test(line)) ??
    lines.at(-1) ??
    `it ended with code ${code} and no report`
  );
}
