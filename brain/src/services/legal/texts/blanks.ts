import { oneLine } from './template.ts';

/** The blanks of a template: how what somebody wrote reads, by type, and how it is shown in the text. Pure. */

export const blankTypes = [
  'TEXT',
  'LONG_TEXT',
  'NUMBER',
  'PERCENT',
  'MONEY',
  'DATE',
  'CHOICE',
  'YES_NO',
] as const;
export type BlankType = (typeof blankTypes)[number];

export interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: BlankType;
  readonly required: boolean;
  readonly help: string | null;
  readonly choices: readonly string[];
  /** Of a text the length, of a figure the value. */
  readonly min: number | null;
  readonly max: number | null;
  readonly initial: string | null;
}

/** A value as it stands in the text: `lines` of plain text, one unless the blank is a long one. */
export type Reading = { readonly lines: readonly string[] } | { readonly problem: string };

export const longestValue = 4000;
const nothing = 'none';
const decimal = /^-?\d{1,12}(?:\.\d{1,6})?$/;
const percent = /^\d{1,4}(?:\.\d{1,6})?$/;
const money = /^(\d{1,12})(?:\.(\d{1,3}))? ([A-Z]{3})$/;
const day = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Places after the point of a currency, where they are not two (ISO 4217). Written here so that a text reads the same for ever. */
const places: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      'BIF',
      'CLP',
      'DJF',
      'GNF',
      'ISK',
      'JPY',
      'KMF',
      'KRW',
      'PYG',
      'RWF',
      'UGX',
      'VND',
      'VUV',
      'XAF',
      'XOF',
      'XPF',
    ].map((code) => [code, 0]),
  ),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3])),
};
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function readValue(variable: Variable, raw: string | undefined): Reading {
  const lines = linesOf(raw ?? variable.initial ?? '');
  const text = lines.join(' ');
  if (!text) return variable.required ? { problem: 'This blank is empty.' } : { lines: [nothing] };
  if (text.length > longestValue) return { problem: `At most ${longestValue} characters.` };
  return readers[variable.type](variable, text, lines);
}

/** What somebody typed, line by line, without what disguises text; empty lines say nothing. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|[\n\u2028\u2029]/u)
    .map(oneLine)
    .filter(Boolean);
}

type Reader = (variable: Variable, text: string, lines: readonly string[]) => Reading;

const readers: Readonly<Record<BlankType, Reader>> = {
  TEXT: (variable, text) => lengthProblem(variable, text) ?? { lines: [text] },
  LONG_TEXT: (variable, text, lines) => lengthProblem(variable, text) ?? { lines },
  NUMBER: (variable, text) =>
    decimal.test(text)
      ? (rangeProblem(Number(text), variable.min, variable.max) ?? { lines: [grouped(text)] })
      : { problem: 'Write a number, for example 12 or 12.5.' },
  PERCENT: (variable, text) => {
    const plain = text.replace(/ ?%$/, '');
    if (!percent.test(plain)) return { problem: 'Write a percentage, for example 12.5.' };
    return (
      rangeProblem(Number(plain), variable.min ?? 0, variable.max ?? 100) ?? {
        lines: [`${grouped(plain)}%`],
      }
    );
  },
  MONEY: (variable, text) => {
    const match = money.exec(text);
    const decimals = places[match?.[3] ?? ''] ?? 2;
    if (!match || (match[2] ?? '').length > decimals)
      return { problem: 'Write an amount with its currency, for example 1500.00 CAD.' };
    const [, whole = '', fraction = '', currency = ''] = match;
    const amount = decimals ? `${whole}.${fraction.padEnd(decimals, '0')}` : whole;
    return (
      rangeProblem(Number(amount), variable.min, variable.max) ?? {
        lines: [`${currency} ${grouped(amount)}`],
      }
    );
  },
  DATE: (_, text) => {
    const match = day.exec(text);
    const [year = 0, month = 0, date = 0] = match?.slice(1).map(Number) ?? [];
    if (!match || month < 1 || month > 12 || date < 1 || date > daysIn(year, month) || year < 1900)
      return { problem: 'Write a day that exists, for example 2027-01-31.' };
    return { lines: [`${date} ${months[month - 1]} ${year}`] };
  },
  CHOICE: ({ choices }, text) => {
    const chosen = choices.find((choice) => choice === text);
    return chosen === undefined ? { problem: `Choose one of: ${choices.join('; ')}.` } : { lines: [chosen] };
  },
  YES_NO: (_, text) => {
    const answer = { yes: 'yes', true: 'yes', no: 'no', false: 'no' }[text.toLowerCase()];
    return answer ? { lines: [answer] } : { problem: 'Write yes or no.' };
  },
};

function lengthProblem({ min, max }: Variable, text: string): { problem: string } | undefined {
  if (min !== null && text.length < min) return { problem: `At least ${min} characters.` };
  return max !== null && text.length > max ? { problem: `At most ${max} characters.` } : undefined;
}

function rangeProblem(
  value: number,
  min: number | null,
  max: number | null,
): { problem: string } | undefined {
  if (min !== null && value < min) return { problem: `Not less than ${grouped(String(min))}.` };
  return max !== null && value > max ? { problem: `Not more than ${grouped(String(max))}.` } : undefined;
}

/** 1234567.50 as 1,234,567.50. Done by hand: a text must read the same wherever it is put together again. */
function grouped(plain: string): string {
  const [whole = '', fraction] = plain.split('.');
  const digits = whole.replace(/^(-?)0+(?=\d)/, '$1').replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
