import { readFileSync } from 'node:fs';
import {
  checkDefinitions,
  checklists,
  checkReferences,
  createClauseClassifier,
  createInference,
  evaluateChecklist,
  evaluatePlaybook,
  extract,
  ExtractionError,
  extractTerms,
  findRiskyTerms,
  segment,
  termsModel,
  headings,
  type Extraction,
  type InferenceFinding,
  type Playbook,
  type ProcessorReading,
  type RiskFinding,
  type Segment,
} from '../../engines/legal-processor/index.ts';
import type { Champion } from '../models/index.ts';
import {
  checklistItems,
  nameClauses,
  ndaItems,
  playbookFindings,
  riskFindings,
  structureFindings,
  termList,
} from './findings.ts';
import type { FailureReason, ReadOutcome, Result } from './result.ts';
import { Unread } from './unread.ts';

export interface ReadTask {
  /** The bytes of a file, or a text that needs no extraction. */
  readonly bytes?: Uint8Array;
  readonly text?: string;
  readonly name: string;
  readonly models: readonly Champion[];
  readonly playbook: Playbook | null;
}

/** An agreement is asked the questions about confidentiality when so many of its first characters speak of it. */
const openingLength = 6000;
const confidentialityWords = /confidential|non-?disclosure|secrecy|proprietary information/gi;
const confidentialityCount = 6;

/** From the bytes somebody uploaded to everything the page shows. Runs in a thread of its own. */
export async function readFile(task: ReadTask, progress: (percent: number) => void): Promise<ReadOutcome> {
  const extraction = await textOf(task);
  const { text } = extraction;
  if (!text.trim()) throw new Unread('EMPTY');
  progress(25);
  const segments = segment(text);
  const reading = recognise(task, text, segments);
  progress(70);
  const terms = extractTerms(text, segments, termsModel());
  const details = [
    ...(task.playbook ? playbookFindings(task.playbook, evaluatePlaybook(task.playbook, reading)) : []),
    ...riskFindings(reading.risks),
    ...structureFindings(text, checkDefinitions(text), checkReferences(text, segments)),
  ];
  progress(90);
  const result: Result = {
    rightToLeft: extraction.direction === 'rtl',
    pageStarts: extraction.pages.map(({ start }) => start),
    clauses: nameClauses(segments, reading.named),
    ...termList(terms),
    details,
    checklist: [
      ...ndaItems(reading.inference ?? []),
      ...Object.values(checklists).flatMap((checklist) =>
        checklistItems(checklist, evaluateChecklist(checklist, reading)),
      ),
    ],
    warnings: extraction.warnings.map(({ message }) => message),
  };
  return {
    text,
    format: extraction.format,
    pageCount: extraction.pages.length,
    result,
    models: task.models.map(({ name, version }) => ({ name, version })),
  };
}

async function textOf({ bytes, text, name }: ReadTask): Promise<Extraction> {
  try {
    return await extract(bytes ?? Buffer.from(text ?? ''), bytes ? { name } : { name: 'text.txt' });
  } catch (err) {
    if (err instanceof ExtractionError) throw new Unread(reasonOf(err.reason, bytes));
    throw err;
  }
}

/** A PDF without text is a scan; anything else without text is empty. */
function reasonOf(reason: FailureReason, bytes: Uint8Array | undefined): FailureReason {
  const scanned = bytes !== undefined && Buffer.from(bytes.subarray(0, 1024)).includes('%PDF');
  return reason === 'NO_TEXT' && !scanned ? 'EMPTY' : reason;
}

/** One of the categories a segment was recognised as, with the words that spoke for it. */
export interface NamedCategory {
  readonly code: string;
  readonly name: string;
  readonly probability: number;
  readonly because: readonly string[];
}

interface Recognised extends ProcessorReading {
  readonly inference?: readonly InferenceFinding[];
  /** By segment. */
  readonly named: readonly (readonly NamedCategory[])[];
  readonly risks: readonly RiskFinding[];
}

/** A category is shown from this probability on. */
const leastProbability = 0.4;
const mostReasons = 3;

function recognise(task: ReadTask, text: string, segments: readonly Segment[]): Recognised {
  const file = (name: string) => task.models.find((model) => model.name === name)?.file;
  const clauseFile = file('clauses');
  const titles = headings(segments);
  const pieces = segments.map(({ start, end }, index) => ({
    start,
    end,
    text: text.slice(start, end),
    heading: titles[index] ?? null,
  }));
  const classifier = clauseFile ? createClauseClassifier(readFileSync(clauseFile)) : null;
  const classified = classifier?.classify(pieces, leastProbability) ?? pieces.map(() => []);
  const named = classified.map((found, index) =>
    found.map(({ category, probability }) => ({
      code: category.code,
      name: category.name,
      probability,
      because: classifier!
        .explain(pieces, index, category)
        .filter(({ place, contribution }) => place !== 'shape' && contribution > 0)
        .slice(0, mostReasons)
        .map(({ term }) => term),
    })),
  );
  const clauses = named.flatMap((categories, index) =>
    categories.map(({ code, probability }) => ({
      start: segments[index]!.start,
      end: segments[index]!.end,
      category: code,
      confidence: probability,
    })),
  );
  const inferenceFile = file('inference');
  const asks = inferenceFile !== undefined && speaksOfConfidentiality(text);
  return {
    text,
    segments,
    clauses,
    named,
    risks: findRiskyTerms(pieces, classified),
    ...(asks ? { inference: createInference(readFileSync(inferenceFile)).check(text, segments) } : {}),
  };
}

/** The questions are meant for confidentiality agreements; of another contract their answers would say nothing. */
function speaksOfConfidentiality(text: string): boolean {
  return (text.slice(0, openingLength).match(confidentialityWords)?.length ?? 0) >= confidentialityCount;
}
