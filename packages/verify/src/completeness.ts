import type { Evidence, EvidenceRecipient } from './evidence.ts';
import { asRecord, parseRecord, type Json } from './evidence-reader.ts';

/** One time a text went out to be signed: whom it went to, and how many of a step are enough. */
interface Signing {
  readonly positions: Set<number>;
  readonly needed: ReadonlyMap<number, number>;
}

const opening: ReadonlySet<unknown> = new Set(['sent', 'amendment-sent', 'renewed']);
const inForce: ReadonlySet<unknown> = new Set(['effective', 'amended']);
const handingOn: ReadonlySet<unknown> = new Set(['delegated', 'corrected']);

/** Somebody else stands in place of these. */
const gone: ReadonlySet<string> = new Set(['DELEGATED', 'REPLACED']);
const acted: ReadonlySet<string> = new Set(['SIGNED', 'APPROVED']);
const settled: ReadonlySet<string> = new Set([...acted, ...gone, 'RELEASED']);

/**
 * Has everybody acted whom the text in force needed? A step may be content with some of its signatures: then it does not
 * matter that somebody else of it declined. What counts is the last signing that brought a text into force, or the last
 * one there was; an amendment that came to nothing takes nothing from the text before it.
 */
export function isComplete(evidence: Evidence): boolean {
  const decisive = decisiveSigning(evidence);
  if (!decisive) return isCompleteWithoutHistory(evidence);
  const places = evidence.recipients.filter(({ position }) => decisive.positions.has(position));
  const live = places.filter(({ state, kind }) => !gone.has(state) && kind !== 'COPY');
  const steps = [...new Set(live.map(({ step }) => step))];
  const isDone = (step: number) =>
    isSatisfied(
      live.filter((place) => place.step === step),
      decisive.needed.get(step),
    );
  return live.some(decides) && steps.every(isDone);
}

/** Papers, and what was signed before histories were kept, need everybody. */
function isCompleteWithoutHistory({ recipients }: Evidence): boolean {
  const asked = recipients.filter(decides);
  return asked.length > 0 && asked.every(({ state }) => settled.has(state));
}

function isSatisfied(here: readonly EvidenceRecipient[], needed?: number): boolean {
  const deciding = here.filter(decides);
  const viewers = here.filter((place) => !decides(place));
  return (
    deciding.filter(({ state }) => acted.has(state)).length >= (needed ?? deciding.length) &&
    viewers.every(({ state }) => state === 'VIEWED')
  );
}

function decides({ kind }: EvidenceRecipient): boolean {
  return kind === 'SIGNER' || kind === 'APPROVER';
}

function decisiveSigning({ events }: Evidence): Signing | null {
  let [last, counting]: [Signing | null, Signing | null] = [null, null];
  for (const { record } of events) {
    const event = parseRecord(record);
    const data = asRecord(event?.['data']);
    if (!event || !data) continue;
    if (opening.has(event['type'])) last = signingOf(data) ?? last;
    else if (inForce.has(event['type'])) counting = last;
    else if (handingOn.has(event['type']) && last?.positions.has(numberOf(event['position'])))
      last.positions.add(numberOf(data['to']));
  }
  return counting ?? last;
}

/** Null where the event names nobody. */
function signingOf(data: Json): Signing | null {
  const positions = listOf(data['recipients']).map((place) => numberOf(place['position']));
  if (!positions.length) return null;
  const rules = listOf(data['steps']).map((rule): [number, number] => [
    numberOf(rule['step']),
    numberOf(rule['needed']),
  ]);
  return { positions: new Set(positions), needed: new Map(rules) };
}

function listOf(value: unknown): Json[] {
  if (!Array.isArray(value)) return [];
  return value.map(asRecord).filter((one) => one !== null);
}

/** What is no number agrees with no place; altered evidence may hold anything. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
