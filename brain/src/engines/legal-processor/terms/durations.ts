export type DurationUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
  /** "Ten business days". */
  readonly business: boolean;
}

export interface FoundDuration {
  readonly duration: Duration;
  readonly start: number;
  readonly end: number;
}

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

const belowHundred = `(?:(?:${tens.join('|')})(?:[\\s-](?:${ones.slice(0, 9).join('|')}))?|${ones.toReversed().join('|')})`;
const words = `(?:(?:(?:an?|${ones.slice(0, 9).join('|')})\\shundred(?:\\s(?:and\\s)?${belowHundred})?)|${belowHundred})`;
const amount = `(?:(?<word>${words})(?:[\\s-]{0,2}\\((?:\\s?(?<bracket>\\d{1,4})\\s?|[Il])\\))?|\\(?(?<digits>\\d{1,4})\\)?)`;
const qualifier = `(?:(?<business>business|working|banking|trading)|calendar|consecutive|additional|successive|further|full|contract|more)`;
const durationPattern = new RegExp(
  `(?<![\\p{L}\\p{N}.$/])${amount}[\\s-]{0,3}(?:${qualifier}[\\s-])?(?<unit>day|week|month|quarter|year)s?['’]?(?![\\p{L}\\p{N}])(?:\\s\\((?<late>\\d{1,3})\\))?`,
  'giu',
);
const anniversaryPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<word>${ordinals.toReversed().join('|')})|(?<digits>\\d{1,2})(?:st|nd|rd|th))(?:\\s\\(\\d{1,2}(?:st|nd|rd|th|t\\sh)?\\))?\\s(?:(?:year\\s)?anniversary|(?<=end\\sof\\sthe\\s.{0,24})(?:contract\\s)?year)`,
  'giu',
);

/** Every length of time written in `text`, in order: "three (3) years", "90 days", "one-year", "the fifth anniversary". */
export function findDurations(text: string): FoundDuration[] {
  const found: FoundDuration[] = [];
  for (const match of text.matchAll(durationPattern)) {
    const groups = match.groups ?? {};
    const digits = groups.bracket ?? groups.late ?? groups.digits;
    const count = digits ? Number(digits) : numberOf(groups.word ?? '');
    const unit = (groups.unit ?? '').toLowerCase() as DurationUnit;
    if (count === 0) continue;
    const duration = { count, unit, business: groups.business !== undefined };
    found.push({ duration, start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(anniversaryPattern)) {
    const groups = match.groups ?? {};
    const count = groups.digits
      ? Number(groups.digits)
      : ordinals.indexOf((groups.word ?? '').toLowerCase()) + 1;
    const duration = { count, unit: 'year' as const, business: false };
    found.push({ duration, start: match.index, end: match.index + match[0].length });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** The number of an English numeral up to 999; 0 when it is none. */
export function numberOf(written: string): number {
  let total = 0;
  for (const word of written.toLowerCase().split(/[\s-]+/)) {
    if (word === 'hundred') total = Math.max(1, total) * 100;
    else if (word === 'a' || word === 'an') total += 1;
    else if (ones.includes(word)) total += ones.indexOf(word) + 1;
    else if (tens.includes(word)) total += (tens.indexOf(word) + 2) * 10;
  }
  return total;
}

/** Days a duration lasts, a month as 30 and a year as 360, so that 12 months equal a year; for comparing only. */
export function roughDays({ count, unit }: Duration): number {
  return count * { day: 1, week: 7, month: 30, quarter: 90, year: 360 }[unit];
}
