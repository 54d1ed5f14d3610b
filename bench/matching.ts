import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  folded,
  foldedWords,
  levelsOf,
  type Opportunity,
  OpportunityIndex,
  PeopleIndex,
  type Person,
  type Question,
  type Ranked,
  rankPeople,
  topicsOf,
} from '../brain/src/engines/matching/index.ts';
import { createCrowd, crowdNow, personId } from '../brain/src/engines/matching/test-crowd.ts';
import { median, percentile, report } from './report.ts';

const peopleCount = 100_000;
const opportunityCount = 10_000;
const questionCount = 60;
const excludedCount = 200;
const take = 20;
const rounds = 7;
const words = { skills: 400, topics: 200, places: 300 };
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const worker = fileURLToPath(new URL('matching-worker.py', import.meta.url));

/**
 * The 20 best of 100,000 people for one opportunity and of 10,000 opportunities for one person, hard filters and 200
 * exclusions included, on one core; what a change costs; memory; and the same questions about people answered by pandas
 * and NumPy, in rounds that take turns. Every answer of pandas is compared with ours.
 */
export async function run(): Promise<void> {
  const crowd = createCrowd(20, words);
  const people = Array.from({ length: peopleCount }, (_, number) => crowd.person(number));
  const opportunities = Array.from({ length: opportunityCount }, (_, number) => crowd.opportunity(number));
  const asked = opportunities.filter(looksAtEverybody).slice(0, questionCount);
  const question: Question = {
    at: crowdNow,
    take,
    excluded: Array.from({ length: excludedCount }, (_, number) => personId(number * 97)),
  };
  const before = memoryMb();
  const start = performance.now();
  const peopleIndex = new PeopleIndex();
  for (const person of people) peopleIndex.put(person);
  const buildMs = performance.now() - start;
  const memory = memoryMb() - before;
  const opportunityIndex = new OpportunityIndex();
  for (const opportunity of opportunities) opportunityIndex.put(opportunity);
  checkAgainstPairs(people, asked[0]!, question, peopleIndex);

  const python = pythonWithPandas();
  if (!python) process.stderr.write('pandas is not installed here (Debian: python3-pandas): no ratio.\n');
  const place = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-'));
  const theirs = python ? await startWorker(python, place, people, asked, question) : null;
  const [forOpportunity, forPerson, pandas]: [number[], number[], number[]] = [[], [], []];
  const ratios: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      process.stderr.write(`round ${round + 1} of ${rounds}\n`);
      const answers: Ranked[][] = [];
      const times = asked.map((opportunity) =>
        timed(() => void answers.push(peopleIndex.top(opportunity, question))),
      );
      forPerson.push(
        ...seekers(people).map((person) => timed(() => void opportunityIndex.top(person, question))),
      );
      const other = await theirs?.round();
      // The first round warms both sides up.
      if (round === 0) continue;
      forOpportunity.push(...times);
      if (!other) continue;
      compare(answers, other.found);
      pandas.push(...other.times);
      ratios.push(median(other.times) / median(times));
    }
  } finally {
    theirs?.stop();
    rmSync(place, { recursive: true, force: true });
  }
  show(forOpportunity, forPerson.slice(asked.length), pandas, {
    ratios,
    buildMs,
    memory,
    updateUs: updateTime(peopleIndex, people),
  });
}

function show(
  forOpportunity: readonly number[],
  forPerson: readonly number[],
  pandas: readonly number[],
  more: { ratios: readonly number[]; buildMs: number; memory: number; updateUs: number },
): void {
  const row = (what: string, times: readonly number[]) => ({
    what,
    'p50 ms': median(times).toFixed(3),
    'p99 ms': percentile(times, 0.99).toFixed(3),
  });
  report(
    'matching',
    [
      row('top 20 of 100,000 people', forOpportunity),
      ...(pandas.length > 0 ? [row('the same by pandas', pandas)] : []),
      row('top 20 of 10,000 opportunities', forPerson),
    ],
    pandas.length > 0 ? { vsPandas: median(more.ratios) } : {},
    {
      peopleP50Ms: median(forOpportunity),
      peopleP99Ms: percentile(forOpportunity, 0.99),
      opportunitiesP50Ms: median(forPerson),
      opportunitiesP99Ms: percentile(forPerson, 0.99),
      ...(pandas.length > 0 ? { pandasP50Ms: median(pandas), pandasP99Ms: percentile(pandas, 0.99) } : {}),
      buildMs: more.buildMs,
      updateUs: more.updateUs,
      memoryMb: more.memory,
    },
  );
}

/** Questions that cannot be answered from a short list of members or of invited people. */
function looksAtEverybody({ open, expiresAt, visibility }: Opportunity): boolean {
  return open && expiresAt > crowdNow && visibility !== 'PRIVATE' && visibility !== 'VENTURE_ONLY';
}

function seekers(people: readonly Person[]): Person[] {
  return people.filter(({ open }) => open).slice(0, questionCount);
}

function checkAgainstPairs(
  people: readonly Person[],
  opportunity: Opportunity,
  question: Question,
  index: PeopleIndex,
): void {
  const [fast, slow] = [index.top(opportunity, question), rankPeople(people, opportunity, question)];
  if (fast.length < take || JSON.stringify(fast) !== JSON.stringify(slow))
    throw new Error('The index and the scoring of every pair differ.');
}

/** Microseconds to replace one person in the full index. */
function updateTime(index: PeopleIndex, people: readonly Person[]): number {
  const changed = people.filter((_, number) => number % 100 === 0);
  return (
    (timed(() => changed.forEach((person) => index.put({ ...person, hours: 10 }))) * 1000) / changed.length
  );
}

interface Found {
  readonly rows: readonly number[];
  readonly scores: readonly number[];
}

/** Sums of fractions round differently over there; beyond that both must name the same scores for the same people. */
function compare(ours: readonly Ranked[][], theirs: readonly Found[]): void {
  for (const [at, { rows, scores }] of theirs.entries()) {
    const mine = ours[at]!;
    const agree =
      rows.length === mine.length &&
      mine.every(
        ({ id, value }, rank) => id === personId(rows[rank]!) && Math.abs(value - scores[rank]!) < 1e-9,
      );
    if (!agree) throw new Error(`pandas answers question ${at} differently.`);
  }
}

interface PythonRound {
  readonly times: readonly number[];
  readonly found: readonly Found[];
}

async function startWorker(
  python: string,
  place: string,
  people: readonly Person[],
  asked: readonly Opportunity[],
  question: Question,
) {
  const file = path.join(place, 'crowd.json');
  writeFileSync(file, JSON.stringify(forPandas(people, asked, question)));
  const child = spawn(python, [worker, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Both sides work on one thread.
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error('The pandas side ended before it answered.');
    return line.value;
  };
  await next();
  return {
    async round(): Promise<PythonRound> {
      child.stdin.write('\n');
      return JSON.parse(await next()) as PythonRound;
    },
    stop: () => void child.kill(),
  };
}

/** The crowd as columns and as (row, word, value) lists, the questions with their words as numbers. */
function forPandas(people: readonly Person[], asked: readonly Opportunity[], question: Question) {
  const [skills, topics, languages, places] = [numbering(), numbering(), numbering(), numbering()];
  const triples = { skills: lists(), topics: lists(), languages: lists() };
  for (const [row, person] of people.entries()) {
    for (const [name, level] of levelsOf(person.skills)) add(triples.skills, row, skills.of(name), level);
    for (const name of foldedWords(person.interests)) add(triples.topics, row, topics.of(name), 1);
    for (const name of foldedWords(person.languages)) add(triples.languages, row, languages.of(name), 1);
  }
  const columns = {
    open: people.map(({ open }) => open),
    rungs: people.map(({ rungs }) => bits(rungs)),
    years: people.map(({ years }) => years),
    hours: people.map(({ hours }) => hours),
    offset: people.map(({ utcOffset }) => utcOffset),
    place: people.map(({ place }) => (place === null ? -1 : places.of(folded(place)))),
    hasSkills: people.map((person) => person.skills.length > 0),
    hasInterests: people.map((person) => person.interests.length > 0),
    hasLanguages: people.map((person) => person.languages.length > 0),
  };
  const rowOf = new Map(people.map(({ id }, row) => [id, row]));
  const questions = asked.map((one) => ({
    needed: bits([
      ...one.rungs,
      ...(one.visibility === 'MEMBER_ONLY' ? [1] : one.visibility === 'SUBSCRIBER_ONLY' ? [2] : []),
    ]),
    required: [...levelsOf(one.required)].map(([name, level]) => [skills.find(name), level]),
    preferred: [...levelsOf(one.preferred)].map(([name, level]) => [skills.find(name), level]),
    years: one.years,
    hours: one.hours,
    remote: one.remote,
    placed: one.place !== null,
    place: one.place === null ? -1 : places.find(folded(one.place)),
    offset: one.utcOffset,
    within: one.withinMinutes,
    languageCount: one.languages.length,
    languages: foldedWords(one.languages).map(languages.find).filter(isKnown),
    topicCount: topicsOf(one).length,
    topics: topicsOf(one).map(topics.find).filter(isKnown),
    excluded: [...(question.excluded ?? []), one.creatorId].map((id) => rowOf.get(id)!),
  }));
  return {
    take,
    columns,
    ...triples,
    words: { skills: skills.size(), topics: topics.size(), languages: languages.size() },
    questions,
  };
}

type Triples = [rows: number[], words: number[], values: number[]];

function lists(): Triples {
  return [[], [], []];
}

function add([rows, words, values]: Triples, row: number, word: number, value: number): void {
  rows.push(row);
  words.push(word);
  values.push(value);
}

function numbering() {
  const numbers = new Map<string, number>();
  return {
    size: () => numbers.size,
    find: (word: string) => numbers.get(word) ?? -1,
    of(word: string): number {
      const known = numbers.get(word) ?? numbers.size;
      numbers.set(word, known);
      return known;
    },
  };
}

function isKnown(number: number): boolean {
  return number >= 0;
}

function bits(rungs: readonly number[]): number {
  return rungs.reduce((all, rung) => all | (1 << rung), 0);
}

function pythonWithPandas(): string | null {
  for (const program of ['/usr/bin/python3', 'python3'])
    try {
      execFileSync(program, ['-c', 'import pandas'], { stdio: 'ignore' });
      return program;
    } catch {
      // The next one may have it.
    }
  return null;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function memoryMb(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024 / 1024;
}
