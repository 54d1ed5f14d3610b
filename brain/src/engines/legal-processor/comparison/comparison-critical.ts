/** What changed words may be about, where overlooking it costs most. */
export type CriticalKind = 'money' | 'percentage' | 'date' | 'period' | 'number' | 'duty' | 'negation';

const wordNumbers =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|billion';
const months = 'january|february|march|april|may|june|july|august|september|october|november|december';

const patterns = {
  number: new RegExp(`\\p{N}[\\p{N}.,]*|\\b(?:${wordNumbers})\\b`, 'giu'),
  money: /[$€£¥]|\b(?:usd|eur|gbp|cad|chf|jpy|dollars?|euros?|pounds?|cents?)\b/gi,
  percentage: /%|\b(?:percent|per cent|basis points)\b/gi,
  date: new RegExp(`\\b(?:${months}),? \\d{1,4}\\b|\\b\\d{1,2} (?:${months})\\b|\\b(?:19|20)\\d\\d\\b`, 'gi'),
  period:
    /\b(?:days?|weeks?|months?|years?|hours?|annual|annually|monthly|quarterly|perpetual|perpetually)\b/gi,
  duty: /\b(?:shall|must|may|will|should|agrees?|required|entitled|solely|exclusive|exclusively)\b/gi,
  negation: /\b(?:not|no|never|neither|nor|none|without|except|unless)\b/gi,
} satisfies Record<CriticalKind, RegExp>;
const kinds = Object.keys(patterns) as CriticalKind[];
/** What a number can be a number of, told by the characters around it; the first that fits counts. */
const measures = ['money', 'percentage', 'period', 'date'] as const;

/** A longer rewriting is read anyway; only its first characters are looked at on each side. */
const maxLooked = 2000;
const reach = 16;

interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Kinds that one side of a change has in other words than the other side; a number also takes the kind of its measure. */
export function criticalKinds(lost: Stretch, inserted: Stretch): CriticalKind[] {
  const changed = new Set(
    kinds.filter((kind) => found(kind, wordsOf(lost)) !== found(kind, wordsOf(inserted))),
  );
  const measured = (kind: CriticalKind) =>
    [lost, inserted].some((side) => side.start < side.end && found(kind, around(side)) !== '');
  const measure = changed.has('number') && measures.find(measured);
  if (measure) changed.add(measure);
  return kinds.filter((kind) => changed.has(kind));
}

function found(kind: CriticalKind, text: string): string {
  return (text.match(patterns[kind]) ?? []).join(' ').toLowerCase();
}

function wordsOf({ text, start, end }: Stretch): string {
  return text.slice(start, Math.min(end, start + maxLooked));
}

/** The stretch with a few characters on either side, up to the neighbouring numbers. */
function around({ text, start, end }: Stretch): string {
  const ahead = /^[^\d\n]*/.exec(text.slice(end, end + reach))?.[0] ?? '';
  const back = /[^\d\n]*$/.exec(text.slice(Math.max(0, start - reach), start))?.[0] ?? '';
  return back + text.slice(start, Math.min(end, start + maxLooked)) + ahead;
}
