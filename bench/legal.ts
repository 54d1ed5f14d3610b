import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clauseSegments } from '../brain/src/engines/legal-processor/clauses/clause-contracts.ts';
import { createClauseClassifier } from '../brain/src/engines/legal-processor/clauses/clauses.ts';
import { findRiskyTerms } from '../brain/src/engines/legal-processor/findings/risky-terms.ts';
import { extractTerms } from '../brain/src/engines/legal-processor/terms/terms.ts';
import { legalTexts } from './legal-texts.ts';
import { median, report } from './report.ts';

const rounds = 5;
/** Characters on a printed page of a contract. */
const pageLength = 3000;
const folder = fileURLToPath(new URL('.', import.meta.url));
const shipped = 'brain/models/clauses-1.0.0.bin';

/**
 * Pages a second through the processor (segments, clauses by the shipped model, key terms, risks), and clauses a second
 * vectorised and scored by our library against scikit-learn's TF-IDF and LinearSVC with the same settings on the same texts:
 * one process each, rounds in turn, medians.
 */
export async function run(): Promise<void> {
  const { from, documents, clauses, classes } = legalTexts();
  const place = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-'));
  const file = path.join(place, 'clauses.json');
  writeFileSync(file, JSON.stringify({ clauses, classes }));
  process.stderr.write(`${from}, ${clauses.length} clauses\n`);
  const python = pythonWithSklearn();
  if (!python)
    process.stderr.write('scikit-learn is not installed here (Debian: python3-sklearn): no ratio.\n');
  const ours = await startWorker(process.execPath, [`${folder}clause-worker.ts`, file]);
  const theirs = python ? await startWorker(python, [`${folder}clause-worker.py`, file]) : null;
  try {
    const [mine, other, pages]: [Round[], Round[], number[]] = [[], [], []];
    const analyse = createAnalysis(documents);
    for (let round = 0; round < rounds; round++) {
      process.stderr.write(`round ${round + 1} of ${rounds}\n`);
      mine.push(await ours.round());
      if (theirs) other.push(await theirs.round());
      if (analyse) pages.push(analyse());
    }
    show(clauses.length, mine, other, pages);
  } finally {
    ours.stop();
    theirs?.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

function show(
  count: number,
  mine: readonly Round[],
  other: readonly Round[],
  pages: readonly number[],
): void {
  const perSecond = (list: readonly Round[]) => median(list.map(({ seconds }) => count / seconds));
  const rows: Record<string, string | number>[] = [];
  const figures: Record<string, number> = {};
  const ratios: Record<string, number> = {};
  const add = (what: string, name: string, value: number, right?: number) => {
    rows.push({ what, 'a second': Math.round(value), right: right === undefined ? '' : right.toFixed(4) });
    figures[name] = value;
  };
  if (pages.length) add('pages analysed, shipped model', 'pagesPerSecond', median(pages));
  add('clauses classified', 'clausesPerSecond', perSecond(mine), mine[0]!.right);
  if (other.length) {
    add('the same by scikit-learn', 'sklearnClausesPerSecond', perSecond(other), other[0]!.right);
    ratios['clausesVsSklearn'] = median(other.map(({ seconds }, round) => seconds / mine[round]!.seconds));
  }
  report('legal', rows, ratios, figures);
}

/** One pass over all documents; pages a second. Null as long as no model is shipped. */
function createAnalysis(documents: readonly string[]): (() => number) | null {
  if (!existsSync(shipped)) return null;
  const classifier = createClauseClassifier(readFileSync(shipped));
  const pages = documents.reduce((sum, { length }) => sum + length, 0) / pageLength;
  return () => {
    const start = performance.now();
    for (const text of documents) {
      const segments = clauseSegments(text);
      findRiskyTerms(segments, classifier.classify(segments));
      extractTerms(text, null, null);
    }
    return pages / ((performance.now() - start) / 1000);
  };
}

interface Round {
  readonly seconds: number;
  /** Share of the clauses that came out as their own class. */
  readonly right: number;
}

interface Worker {
  round(): Promise<Round>;
  stop(): void;
}

async function startWorker(program: string, args: readonly string[]): Promise<Worker> {
  const child: ChildProcess = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Both sides work on one thread.
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  const lines = createInterface(child.stdout!)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error(`${program} ended before it answered.`);
    return line.value;
  };
  await next();
  return {
    async round() {
      child.stdin!.write('\n');
      return JSON.parse(await next()) as Round;
    },
    stop: () => void child.kill(),
  };
}

function pythonWithSklearn(): string | null {
  for (const program of ['/usr/bin/python3', 'python3'])
    try {
      execFileSync(program, ['-c', 'import sklearn'], { stdio: 'ignore' });
      return program;
    } catch {
      // The next one may have it.
    }
  return null;
}
