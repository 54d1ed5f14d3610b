import { comparableName, organisationEnding } from './company-names.ts';
import { fullYear, isoDate } from './dates.ts';
import { findDurations, roughDays } from './durations.ts';
import { findPlaces } from './places.ts';
import type { Terms } from './terms.ts';

/** What grading needs of a contract with known answers, as in CUAD. */
export interface AnsweredContract {
  readonly text: string;
  readonly labels: readonly { readonly category: string; readonly start: number; readonly end: number }[];
  readonly answers: Readonly<Record<string, string>>;
}

/** What is graded of an extraction: `Terms`, or the little a rival finds. */
export interface Graded {
  readonly jurisdictions: readonly string[];
  /** ISO, unknown parts as question marks. */
  readonly agreementDate: string | null;
  readonly effectiveDate: string | null;
  readonly expiryDate: string | null;
  readonly renewalDays: number | null;
  readonly noticeDays: number | null;
  readonly parties: readonly string[];
}

/** `null` where the contract has no answer to compare with. */
export interface Grades {
  readonly governingLaw: boolean | null;
  readonly agreementDate: boolean | null;
  /** Of the agreement dates, those the contract states in full. */
  readonly wholeAgreementDate: boolean | null;
  readonly effectiveDate: boolean | null;
  readonly expiryDate: boolean | null;
  readonly renewal: boolean | null;
  readonly notice: boolean | null;
  readonly parties: PartyGrades | null;
}

export interface PartyGrades {
  readonly gold: readonly string[];
  readonly missed: readonly string[];
  /** Names found, each once, and whether it is one of the parties. */
  readonly found: readonly { readonly name: string; readonly right: boolean }[];
}

export function gradedOf(terms: Terms): Graded {
  const { renewal, renewalNotice } = terms;
  return {
    jurisdictions: terms.governingLaw?.value.jurisdictions ?? [],
    agreementDate: terms.agreementDate?.value.iso ?? null,
    effectiveDate: terms.effectiveDate?.value.iso ?? null,
    expiryDate: terms.expiry?.value.date?.iso ?? null,
    renewalDays: renewal?.value.period ? roughDays(renewal.value.period) : null,
    noticeDays: renewalNotice ? roughDays(renewalNotice.value) : null,
    parties: terms.parties.map(({ value }) => value.name),
  };
}

/**
 * How a match is counted. Governing law: the place named first is, by its plain name, one of the answer's. Dates: all
 * three parts are equal, a part the answer leaves open only to a part left open; answers without any known part are not
 * graded. Durations: equal with a month as 30 and a year as 360 days. Parties: see `gradeParties`.
 */
export function grade(contract: AnsweredContract, found: Graded): Grades {
  const { answers } = contract;
  const agreement = goldDate(answers['Agreement Date']);
  return {
    governingLaw: gradeLaw(answers['Governing Law'], found.jurisdictions),
    agreementDate: equal(agreement, found.agreementDate),
    wholeAgreementDate: agreement?.includes('?') ? null : equal(agreement, found.agreementDate),
    effectiveDate: equal(whole(goldDate(answers['Effective Date'])), found.effectiveDate),
    expiryDate: equal(whole(goldDate(answers['Expiration Date'])), found.expiryDate),
    renewal: gradeDays(answers['Renewal Term'], found.renewalDays),
    notice: gradeDays(answers['Notice Period To Terminate Renewal'], found.noticeDays),
    parties: gradeParties(contract, found.parties),
  };
}

function equal(gold: string | null, found: string | null): boolean | null {
  return gold === null ? null : gold === found;
}

function whole(gold: string | null): string | null {
  return gold?.includes('?') ? null : gold;
}

/** "6/21/99"; "[]" stands for what the contract leaves open. */
function goldDate(answer: string | undefined): string | null {
  const parts = /^\s*([\d[\] ]+)\/([\d[\] ]+)\/([\d[\] ]+)\s*$/.exec(answer ?? '');
  if (!parts) return null;
  const [month, day, year] = parts.slice(1).map((part) => (/^\d+$/.test(part.trim()) ? part.trim() : null));
  if (!month && !day && !year) return null;
  return isoDate({
    year: year ? fullYear(year) : null,
    month: month ? Number(month) : null,
    day: day ? Number(day) : null,
  });
}

function gradeLaw(answer: string | undefined, found: readonly string[]): boolean | null {
  const gold = findPlaces(answer ?? '').map(({ place }) => place.name);
  return gold.length === 0 ? null : gold.includes(found[0] ?? '');
}

function gradeDays(answer: string | undefined, found: number | null): boolean | null {
  const gold = findDurations((answer ?? '').toLowerCase().replace(/^succ\w+ /, '')).map(({ duration }) =>
    roughDays(duration),
  );
  return gold.length === 0 ? null : found !== null && gold.includes(found);
}

/** Answers and labelled words differ by slips of the pen: up to this share of the letters, at least two. */
const slipShare = 0.15;
const slipLetters = 2;

/**
 * Names are compared after dropping case, accents, punctuation, spaces, a leading "the" and legal forms, and must then
 * be equal. A party of the answer may also be written as one of the labelled spans of the text that differs from the
 * answer by a slip. Recall: parties of the answer found. Precision: names found that are parties of the answer.
 */
export function gradeParties(contract: AnsweredContract, found: readonly string[]): PartyGrades | null {
  const gold = goldParties(contract.answers.Parties ?? '');
  if (gold.length === 0) return null;
  const spans = contract.labels.flatMap(({ category, start, end }) =>
    category === 'Parties' ? [comparableName(contract.text.slice(start, end))] : [],
  );
  const forms = gold.map((name) => {
    const own = comparableName(name);
    const slips = Math.max(own.length > 5 ? slipLetters : 1, Math.floor(slipShare * own.length));
    return new Set([own, ...spans.filter((span) => editDistance(span, own) <= slips)]);
  });
  const names = new Map(found.map((name) => [comparableName(name), name]));
  return {
    gold,
    missed: gold.filter((_, index) => ![...(forms[index] ?? [])].some((form) => names.has(form))),
    found: [...names].map(([form, name]) => ({ name, right: forms.some((known) => known.has(form)) })),
  };
}

/** `I-ESCROW, INC. ("i-Escrow"); 2THEMART.COM, INC. ("2TheMart")` to the names alone. */
export function goldParties(answer: string): string[] {
  const aliases = new Set(
    [...answer.matchAll(/["“]([^"“”]+)["”]/g)].map(([, alias]) => comparableName(alias ?? '')),
  );
  const names: string[] = [];
  for (const entry of entriesOf(answer)) {
    const name = nameOf(entry);
    if (name !== null) names.push(...namesListed(name));
  }
  const known = (name: string, except: string): boolean =>
    aliases.has(comparableName(name)) ||
    names.some((other) => other !== except && comparableName(other) === comparableName(name));
  const single = names.filter((name) => {
    const parts = name.split(/,?\sand\s/);
    return parts.length < 2 || !parts.every((part) => known(part, name));
  });
  return [...new Map(single.map((name) => [comparableName(name), name])).values()];
}

/** Parted by semicolons outside brackets, or by all where the brackets do not match. */
function entriesOf(answer: string): string[] {
  const bare = unwrapped(answer.trim());
  const count = (mark: string): number => bare.split(mark).length;
  if (count('(') !== count(')')) return bare.split(';');
  const entries: string[] = [];
  let depth = 0;
  let entry = '';
  for (const character of bare) {
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    if (character === ';' && depth === 0) {
      entries.push(entry);
      entry = '';
    } else {
      entry += character;
    }
  }
  return [...entries, entry];
}

function unwrapped(answer: string): string {
  if (!answer.startsWith('(') || !answer.endsWith(')')) return answer;
  let depth = 0;
  for (let at = 0; at < answer.length - 1; at += 1) {
    if (answer[at] === '(') depth += 1;
    else if (answer[at] === ')') depth -= 1;
    if (depth === 0) return answer;
  }
  return answer.slice(1, -1);
}

/** The name in an entry without what it is called by; null for groups and blanks. */
function nameOf(entry: string): string | null {
  const name = (
    entry
      .replace(/\([^()]*\)/g, (part) =>
        /["“”]|hereinafter|collectively|individually|formerly/.test(part) ? ' ' : part,
      )
      .replace(/\([^()]*$/, ' ')
      .replace(/["“].*$/, ' ')
      .split(
        /\s(?:on behalf of|and all of its|and its [Aa]ffiliates|operating with|d\/b\/a|dba|DBA|f\/k\/a|a\/k\/a|doing business as|formerly known as)\b|,\s*solely for/,
      )[0] ?? ''
  )
    .trim()
    .replace(/^[,\s]+|[,\s:]+$/g, '');
  const group = /^(?:each|an individual|\[)|individually|collectively|together|hereinafter/i;
  return name === '' || group.test(name) || /^[X_\s[\]*]+$/.test(name) ? null : name;
}

const beforeForm =
  /,\s(?!(?:inc|llc|l\.?l\.?c|ltd|l\.?p|n\.?a|corp|co|incorporated|n\.?d|m\.?d|s\.a|plc|limited|ag|gmbh|pte|\(bermuda|llp)\b)/i;

function namesListed(name: string): string[] {
  const pieces = name
    .split(/\s\.\s/)
    .flatMap((part) => part.split(beforeForm))
    .map((piece) => piece.trim())
    .filter(Boolean);
  return pieces.length > 1 && pieces.every((piece) => organisationEnding(piece.split(' of ')[0] ?? ''))
    ? pieces
    : [name];
}

/** Levenshtein. */
export function editDistance(first: string, second: string): number {
  const row = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i += 1) {
    let diagonal = row[0] ?? 0;
    row[0] = i;
    for (let j = 1; j <= second.length; j += 1) {
      const above = row[j] ?? 0;
      const same = first[i - 1] === second[j - 1] ? 0 : 1;
      row[j] = Math.min(above + 1, (row[j - 1] ?? 0) + 1, diagonal + same);
      diagonal = above;
    }
  }
  return row[second.length] ?? 0;
}
