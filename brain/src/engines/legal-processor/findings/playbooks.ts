import { z } from 'zod';
import type { Finding, FindingBasis, Reading, Severity } from './findings.ts';
import { parsePhrase, type Pattern, type PhraseMatch } from '../terms/patterns.ts';
import type { Concept } from './playbook-concept.ts';
import { concepts as builtIn } from './playbook-concepts.ts';
import { advisoryPlaybook } from './playbook-advisory.ts';
import { contributorPlaybook } from './playbook-contributor.ts';
import { ipAssignmentPlaybook } from './playbook-ip-assignment.ts';
import { ndaPlaybook } from './playbook-nda.ts';
import { measures } from './playbook-measures.gen.ts';
import { createReader, type Reader } from './playbook-places.ts';
import { safePlaybook } from './playbook-safe.ts';
import type { Span } from '../extraction/plain-view.ts';

/** The playbooks that come with the product, by id; each is data that an organisation can copy and edit. */
export const playbooks: Readonly<Record<string, Playbook>> = Object.fromEntries(
  [ndaPlaybook, contributorPlaybook, ipAssignmentPlaybook, advisoryPlaybook, safePlaybook].map((playbook) => [
    playbook.id,
    playbook,
  ]),
);

export const phraseSchema = z
  .string()
  .min(1)
  .superRefine((value, context) => {
    try {
      parsePhrase(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'Not a phrase.' });
    }
  });
const pattern = z.union([phraseSchema, z.strictObject({ all: z.array(phraseSchema).min(2).max(6) })]);
export const patternsSchema = z.array(pattern).max(60);
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);
const sentence = z.string().min(1).max(1000);

const conceptSchema = z.strictObject({
  id,
  name: z.string().min(1).max(120),
  find: patternsSchema.min(1),
  category: id.optional(),
  hypothesis: z.string().max(20).optional(),
});

const limitSchema = z
  .strictObject({
    /** Each holds one quantity in braces. */
    find: z.array(phraseSchema).min(1).max(30),
    /** In days, a month as 30 and a year as 360; in units of money; in percent; as the phrase's quantity says. */
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    /** Words that keep within the limit without a figure: "at any time". */
    orWords: patternsSchema.optional(),
    /** How the limit reads: "at most five years". */
    reads: z.string().min(1).max(120),
  })
  .refine(
    ({ find }) => find.every((value) => value.includes('{')),
    'Each phrase of a limit needs a quantity.',
  );

const positionSchema = z.strictObject({
  id,
  title: z.string().min(1).max(120),
  /** Of `concepts`, here or built in. */
  concept: id,
  /** `limit`: like `required`, and its quantity must keep within `limit`. */
  expectation: z.enum(['required', 'preferred', 'forbidden', 'limit']),
  /** Wordings that make a clause that is there unusual or risky, looked for in its section. */
  concerns: z
    .array(
      z.strictObject({ find: patternsSchema.min(1), kind: z.enum(['unusual', 'risky']), says: sentence }),
    )
    .max(20)
    .optional(),
  limit: limitSchema.optional(),
  severity: z.enum(['high', 'medium', 'low']),
  why: sentence,
  fallback: z.string().max(4000).optional(),
});

/** A playbook as it is stored and edited. `playbookSchema.parse` refuses unknown members and bad phrases. */
export const playbookSchema = z
  .strictObject({
    id,
    name: z.string().min(1).max(120),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    description: sentence,
    concepts: z.array(conceptSchema).max(200).optional(),
    positions: z.array(positionSchema).min(1).max(200),
  })
  .superRefine(({ concepts = [], positions }, context) => {
    const known = new Set([...concepts.map((concept) => concept.id), ...Object.keys(builtIn)]);
    const seen = new Set<string>();
    for (const { id: position, concept, expectation, limit } of positions) {
      if (!known.has(concept))
        context.addIssue({ code: 'custom', message: `Position ${position}: no concept ${concept}.` });
      if (seen.has(position))
        context.addIssue({ code: 'custom', message: `Position ${position} comes twice.` });
      if (expectation === 'limit' && !limit)
        context.addIssue({ code: 'custom', message: `Position ${position}: a limit is missing.` });
      seen.add(position);
    }
    if (phraseCount({ concepts, positions }) > maxPhrases)
      context.addIssue({ code: 'custom', message: `A playbook has at most ${maxPhrases} phrases.` });
  });

/** Keeps reading a long text against a playbook of somebody's own to seconds. */
const maxPhrases = 1000;

function phraseCount({
  concepts,
  positions,
}: {
  readonly concepts: readonly { readonly find: readonly Pattern[] }[];
  readonly positions: readonly z.infer<typeof positionSchema>[];
}): number {
  const count = (patterns: readonly Pattern[]) =>
    patterns.reduce((sum, one) => sum + (typeof one === 'string' ? 1 : one.all.length), 0);
  return [
    ...concepts.map(({ find }) => find),
    ...positions.flatMap(({ concerns = [], limit }) => [
      ...concerns.map(({ find }) => find),
      limit?.find ?? [],
      limit?.orWords ?? [],
    ]),
  ].reduce((sum, patterns) => sum + count(patterns), 0);
}

export type Playbook = z.infer<typeof playbookSchema>;
export type Position = z.infer<typeof positionSchema>;
type Limit = z.infer<typeof limitSchema>;

/** Spans shown for one finding. */
const maxEvidence = 5;
/** From this confidence on a classified clause counts as found. */
const minClauseConfidence = 0.5;

/** One finding a position, in the order of the playbook. Takes any text. @throws RangeError for phrases that are none. */
export function evaluatePlaybook(playbook: Playbook, reading: Reading): Finding[] {
  const reader = createReader(reading);
  const own = new Map(playbook.concepts?.map((concept) => [concept.id, concept]));
  return playbook.positions.map((position) => {
    const concept = own.get(position.concept) ?? builtIn[position.concept];
    if (!concept) throw new RangeError(`There is no concept "${position.concept}".`);
    const recognised = recognise(concept, reading, reader, !own.has(position.concept));
    return findingOf(position, recognised, reader);
  });
}

/** Whether a concept is in a text, and where. */
export interface Recognised {
  readonly found: boolean;
  /** The text says the opposite. */
  readonly contradicted: boolean;
  readonly evidence: readonly Span[];
  readonly confidence: number | null;
  readonly basis: readonly FindingBasis[];
}

/** A model that has an answer is asked first; where it sees nothing, wordings may still be met. */
export function recognise(concept: Concept, reading: Reading, reader: Reader, measured = true): Recognised {
  const matches = reader.find(concept.find);
  const clauses = (reading.clauses ?? []).filter(
    ({ category, confidence }) => category === concept.category && confidence >= minClauseConfidence,
  );
  const answer = reading.inference?.find(({ hypothesis }) => hypothesis === concept.hypothesis);
  const contradicted = answer?.label === 'Contradiction';
  const held = answer?.label === 'Entailment';
  const found = matches.length > 0 || clauses.length > 0 || held;
  const basis: FindingBasis[] = [];
  if (answer && (answer.label !== 'NotMentioned' || !found)) basis.push('inference model');
  if (clauses.length > 0) basis.push('clause model');
  if (matches.length > 0 || basis.length === 0) basis.push('wording');
  const measure = measured ? measures[concept.id] : undefined;
  const modelled = basis.includes('inference model')
    ? answer!.probabilities[answer!.label]
    : clauses.reduce<number | null>((best, { confidence }) => Math.max(best ?? 0, confidence), null);
  return {
    found: found && !contradicted,
    contradicted,
    evidence: strongest([...(answer?.evidence ?? []), ...clauses, ...matches]),
    confidence: modelled ?? (measure ? (found ? measure.whenFound : measure.whenNotFound) : null),
    basis,
  };
}

function findingOf(position: Position, recognised: Recognised, reader: Reader): Finding {
  const { expectation, title } = position;
  const make = (kind: Finding['kind'], says: string, evidence = recognised.evidence): Finding => ({
    id: position.id,
    title,
    kind,
    severity: position.severity,
    says,
    why: position.why,
    evidence,
    confidence: recognised.confidence,
    basis: recognised.basis,
    ...(kind === 'ok' || position.fallback === undefined ? {} : { fallback: position.fallback }),
  });
  if (recognised.contradicted)
    return expectation === 'forbidden'
      ? make('ok', `${title}: the text appears to say the opposite.`)
      : make('risky', `${title}: the text appears to say the opposite.`);
  if (!recognised.found)
    return expectation === 'forbidden'
      ? make('ok', `${title}: not found in this text.`, [])
      : make('missing', `${title}: not found in this text.`, []);
  if (expectation === 'forbidden') return make('risky', `${title}: found in this text.`);
  const concern = concernIn(position, recognised.evidence, reader);
  if (concern) return make(concern.kind, concern.says, concern.evidence);
  if (position.limit) return limitFinding(position, position.limit, recognised, reader, make);
  return make('ok', `${title}: found in this text.`);
}

/** A wording of concern in a section the concept was found in; risky ones before unusual ones. */
function concernIn(
  { concerns = [] }: Position,
  evidence: readonly Span[],
  reader: Reader,
): { kind: 'unusual' | 'risky'; says: string; evidence: readonly Span[] } | null {
  const sections = evidence.map(({ start }) => reader.sectionAt(start));
  for (const wanted of ['risky', 'unusual'] as const)
    for (const { kind, find, says } of concerns) {
      if (kind !== wanted) continue;
      const inside = within(reader.find(find), sections);
      if (inside.length > 0) return { kind, says, evidence: strongest(inside) };
    }
  return null;
}

function limitFinding(
  { title, severity }: { title: string; severity: Severity },
  limit: Limit,
  { evidence }: Recognised,
  reader: Reader,
  make: (kind: Finding['kind'], says: string, evidence?: readonly Span[]) => Finding,
): Finding {
  const sections = evidence.map(({ start }) => reader.sectionAt(start));
  const values = within(reader.find(limit.find), sections).filter(({ value }) => value !== null);
  const worded = values.length === 0 ? within(reader.find(limit.orWords ?? []), sections) : [];
  if (worded.length > 0) return make('ok', `${title}: found, within ${limit.reads}.`, strongest(worded));
  if (values.length === 0) return make('unusual', `${title}: found, but no figure was recognised in it.`);
  const outside = values.filter(
    ({ value }) => value! > (limit.atMost ?? Infinity) || value! < (limit.atLeast ?? -Infinity),
  );
  if (outside.length === 0) return make('ok', `${title}: found, within ${limit.reads}.`, strongest(values));
  return make(
    severity === 'high' ? 'risky' : 'unusual',
    `${title}: found with a figure outside ${limit.reads}.`,
    strongest(outside),
  );
}

function within(matches: readonly PhraseMatch[], sections: readonly Span[]): PhraseMatch[] {
  return matches.filter(({ start, end }) =>
    sections.some((section) => start >= section.start && end <= section.end),
  );
}

/** The first few spans, in order and without those inside others. */
function strongest(spans: readonly Span[]): Span[] {
  const order = spans
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const outer = order.filter(
    (span, at) => at === 0 || !order.slice(0, at).some((other) => other.end >= span.end),
  );
  return outer.slice(0, maxEvidence);
}

export type { Pattern };
