/** A date as written; a part left blank or blacked out in the text is null. */
export interface WrittenDate {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

export interface FoundDate {
  readonly date: WrittenDate;
  readonly start: number;
  readonly end: number;
}

/** A two-digit year below this is of the 2000s. */
const centuryPivot = 50;
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ordinalWords = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  'twenty-first',
  'twenty-second',
  'twenty-third',
  'twenty-fourth',
  'twenty-fifth',
  'twenty-sixth',
  'twenty-seventh',
  'twenty-eighth',
  'twenty-ninth',
  'thirtieth',
  'thirty-first',
];

// A filled-in or an empty field: underscores, bullets, or square brackets with next to nothing inside.
const blank = String.raw`(?:(?<!_)_+|\[[\s_*•●·.X-]{0,12}\]|[•●])`;
const month = String.raw`(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?(?![a-z])`;
// Superscripts come out of documents as "19t h".
const suffix = String.raw`(?:\s?(?:st|nd|rd|th|s\st|n\sd|r\sd|t\sh))?(?![a-z])`;
const day = String.raw`(?<day>3[01]|[12]\d|0?[1-9])${suffix}`;
const dayWord = String.raw`(?<dayWord>${ordinalWords.toReversed().join('|')})`;
const year = String.raw`(?<year>(?:19|20)\d\d)(?!\d)`;
const blankYear = String.raw`(?<blankYear>(?:20|19)\d?_{1,8}|(?:20|19)\d?\[[\s_•●*]{0,6}\]|${blank})`;
const ordinalDay = String.raw`(?:${day}|${dayWord}(?:\s\(\d{1,2}${suffix}\))?)`;
// Also straight after "of" or "on": a lost space is common in text taken out of PDF.
const before = String.raw`(?:(?<![\p{L}\p{N}/.-])|(?<=(?<![\p{L}])o[fn]))`;

const forms: readonly RegExp[] = [
  // June 21, 1999 · Nov. 02, 2019 · March 12,1999 · January 1st, 2013 · March __, 1999
  `${before}${month}\\s?(?:${day}|${blank})\\s?,?\\s?(?:${year}|${blankYear})`,
  // 5th day of February, 2020 · 31 October 2019 · 20 March day of 1998
  `${before}_?${ordinalDay}(?:\\s(?:and\\s)?day)?(?:\\sof)?(?:\\sthe\\smonth\\sof)?[\\s,]{0,2}(?:-{2,60}\\s)?${month}(?:\\sday\\sof)?\\s?,?\\s?(?:of\\s|in\\sthe\\syear\\s)?(?:${year}|${blankYear})`,
  // 1st day of December, with no year
  `${before}${ordinalDay}\\sday\\sof\\s${month}`,
  // ____ day of ________, 2000 · the day of [•], 2019
  `(?:${blank}\\s?|(?<=this\\s|the\\s))day\\sof\\s?(?:${month}|${blank})?\\s?_?,?\\s?_?(?:${year}|${blankYear})`,
  // ______, 1996 · [•], 2020 · ____ __, 2014
  `${blank}\\s?${blank}?\\s?,\\s?${year}`,
  // as of , 2013 · entered into on 2018: the blank itself was lost
  `(?<=(?<![\\p{L}])(?:of|on|dated)\\s?)(?:,\\s?${year}|${year}(?=\\s?[(,]))`,
  // 7 with a month and a blank day: ___ March 2004
  `${blank}\\s${month}\\s?,?\\s?${year}`,
].map((source) => new RegExp(source, 'giu'));

const monthAndYear = new RegExp(`${before}${month}\\s?,?\\s?(?:of\\s)?${year}`, 'giu');
const numeric = /(?<![\p{L}\p{N}/.$-])0?(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\p{L}\p{N}/-]|\.\d)/gu;
const iso = /(?<![\p{L}\p{N}/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\p{N}-])/gu;

/** Every date written in `text`, in order and without overlaps; of two readings of one place the longer is kept. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const form of forms) for (const match of text.matchAll(form)) found.push(readWords(match));
  for (const match of text.matchAll(monthAndYear)) found.push(readWords(match));
  for (const match of text.matchAll(iso)) {
    keep(found, match, { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
  }
  for (const match of text.matchAll(numeric)) {
    const [first, second] = [Number(match[1]), Number(match[3])];
    // Month first, as most contracts in English; a first number above twelve can only be a day, and full stops are European.
    const dayFirst = first > 12 || match[2] === '.';
    keep(found, match, {
      year: fullYear(match[4] ?? ''),
      month: dayFirst ? second : first,
      day: dayFirst ? first : second,
    });
  }
  return withoutOverlaps(found);
}

/** `2019-06-21`, with `??` for what the text leaves open. */
export function isoDate({ year: y, month: m, day: d }: WrittenDate): string {
  return `${y === null ? '????' : String(y).padStart(4, '0')}-${part(m)}-${part(d)}`;
}

export function isWhole({ year: y, month: m, day: d }: WrittenDate): boolean {
  return y !== null && m !== null && d !== null;
}

/** Days since 1970-01-01, unknown parts taken as the first; for comparing dates. */
export function dayNumber({ year: y, month: m, day: d }: WrittenDate): number {
  return Date.UTC(y ?? 0, (m ?? 1) - 1, d ?? 1) / 86_400_000;
}

export function fullYear(written: string): number {
  const value = Number(written);
  if (written.length > 2) return value;
  return value < centuryPivot ? 2000 + value : 1900 + value;
}

function part(value: number | null): string {
  return value === null ? '??' : String(value).padStart(2, '0');
}

function readWords(match: RegExpMatchArray): FoundDate {
  const groups = match.groups ?? {};
  const start = match.index ?? 0;
  const index = monthNames.findIndex(
    (name) => groups.month && name.startsWith(groups.month.toLowerCase().slice(0, 3)),
  );
  const word = groups.dayWord ? ordinalWords.indexOf(groups.dayWord.toLowerCase()) + 1 : null;
  return {
    date: {
      year: groups.year ? Number(groups.year) : null,
      month: index < 0 ? null : index + 1,
      day: groups.day ? Number(groups.day) : word,
    },
    start,
    end: start + match[0].length,
  };
}

function keep(found: FoundDate[], match: RegExpExecArray, date: WrittenDate): void {
  const valid =
    (date.month ?? 1) >= 1 && (date.month ?? 1) <= 12 && (date.day ?? 1) >= 1 && (date.day ?? 1) <= 31;
  if (valid) found.push({ date, start: match.index, end: match.index + match[0].length });
}

function withoutOverlaps(found: FoundDate[]): FoundDate[] {
  const kept: FoundDate[] = [];
  for (const next of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || next.start >= last.end) kept.push(next);
    else if (next.end - next.start > last.end - last.start) kept[kept.length - 1] = next;
  }
  return kept;
}
