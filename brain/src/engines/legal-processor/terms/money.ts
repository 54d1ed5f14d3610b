import { numberOf } from './durations.ts';

export interface Money {
  /** A decimal number without separators, such as "1250000" or "0.005": exact, whatever the currency's smallest unit. */
  readonly amount: string;
  /** ISO 4217; null for a sign several currencies share where the text does not tell which. */
  readonly currency: string | null;
}

export interface FoundMoney {
  readonly money: Money;
  readonly start: number;
  readonly end: number;
}

const codes =
  'USD EUR GBP CAD AUD CHF JPY CNY RMB HKD SGD INR ILS NIS SEK NOK DKK NZD ZAR BRL MXN KRW TWD AED SAR PLN CZK HUF TRY THB MYR IDR PHP VND RUB'.split(
    ' ',
  );
const codeNames: Record<string, string> = { RMB: 'CNY', NIS: 'ILS' };
const signs: Record<string, string | null> = {
  US$: 'USD',
  'U.S.$': 'USD',
  'U.S. $': 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  CDN$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  HK$: 'HKD',
  NT$: 'TWD',
  NZ$: 'NZD',
  S$: 'SGD',
  R$: 'BRL',
  $: null,
  '€': 'EUR',
  '£': 'GBP',
  '¥': null,
  '₪': 'ILS',
  '₹': 'INR',
  '₩': 'KRW',
};
const wordNames: readonly (readonly [RegExp, string])[] = [
  [/^(?:u\.?s\.?|united states)\s?dollars?/i, 'USD'],
  [/^canadian\sdollars?/i, 'CAD'],
  [/^australian\sdollars?/i, 'AUD'],
  [/^hong\skong\sdollars?/i, 'HKD'],
  [/^singapore\sdollars?/i, 'SGD'],
  [/^euros?(?![\p{L}])/iu, 'EUR'],
  [/^pounds?(?:\ssterling)?(?![\p{L}])/iu, 'GBP'],
  [/^(?:renminbi|yuan)/i, 'CNY'],
  [/^(?:japanese\s)?yen(?![\p{L}])/iu, 'JPY'],
  [/^swiss\sfrancs?/i, 'CHF'],
  [/^(?:new\sisraeli\s)?shekels?/i, 'ILS'],
];

const figure = String.raw`(?<figure>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,4})?|\d{1,18}(?:\.\d{1,4})?)`;
const scale = String.raw`(?:[\s-]?(?<scale>thousand|million|billion|mm|m|k|bn)(?![\p{L}]))?`;
const signed = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<sign>${Object.keys(signs)
    .toSorted((a, b) => b.length - a.length)
    .map((sign) => sign.replace(/[$.]/g, String.raw`\$&`).replace(' ', String.raw`\s`))
    .join('|')})\s?${figure}${scale}(?:\s?(?<code>${codes.join('|')})(?![\p{L}]))?`,
  'giu',
);
const coded = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<code>${codes.join('|')})\s?\$?\s?${figure}${scale}`,
  'gu',
);
const named = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,$€£])${figure}${scale}\s(?<name>(?:U\.?S\.?\s|United\sStates\s|Canadian\s|Australian\s|Singapore\s|Hong\sKong\s|Swiss\s|Japanese\s)?(?:dollars?|euros?|pounds?(?:\ssterling)?|renminbi|yuan|yen|francs?|shekels?|USD|EUR|GBP|CAD|CHF))(?![\p{L}])`,
  'giu',
);
/** Words alone, without figures in brackets behind them. */
const spelled =
  /(?<![\p{L}])(?<words>(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)[\s-]){1,8})(?:u\.?s\.?\s|canadian\s)?dollars(?![\p{L}])(?!\s?\()/giu;

/** More amounts than this are not collected: the text is a price list. */
const amountLimit = 5000;
const factors: Record<string, number> = { thousand: 3, k: 3, million: 6, mm: 6, m: 6, billion: 9, bn: 9 };

/** Every amount of money written in `text`, in order. */
export function findMoney(text: string): FoundMoney[] {
  const found: FoundMoney[] = [];
  for (const pattern of [signed, coded, named]) {
    for (const match of text.matchAll(pattern)) {
      if (found.length >= amountLimit) break;
      const groups = match.groups ?? {};
      const money = { amount: decimal(groups.figure ?? '0', groups.scale), currency: currencyOf(groups) };
      found.push({ money, start: match.index, end: match.index + match[0].length });
    }
  }
  for (const match of text.matchAll(spelled)) {
    const value = spelledValue(match.groups?.words ?? '');
    if (value === 0 || found.length >= amountLimit) continue;
    const money = { amount: String(value), currency: /canadian/i.test(match[0]) ? 'CAD' : 'USD' };
    found.push({ money, start: match.index, end: match.index + match[0].length });
  }
  return withoutOverlaps(found);
}

function currencyOf(groups: Record<string, string | undefined>): string | null {
  const code = groups.code?.toUpperCase();
  if (code) return codeNames[code] ?? code;
  const { name, sign } = groups;
  if (name) {
    for (const [pattern, currency] of wordNames) if (pattern.test(name)) return currency;
    return /^dollar/i.test(name) ? null : (codes.find((known) => known === name.toUpperCase()) ?? null);
  }
  return signs[(sign ?? '').toUpperCase().replace(/\s/, ' ')] ?? null;
}

/** Shifts the decimal point instead of multiplying, so that no digit is lost. */
function decimal(figure: string, scaleWord: string | undefined): string {
  const [whole = '0', fraction = ''] = figure.replaceAll(',', '').split('.');
  const shift = factors[(scaleWord ?? '').toLowerCase()] ?? 0;
  const digits = fraction.padEnd(shift, '0');
  const rest = digits.slice(shift).replace(/0+$/, '');
  const front = (whole + digits.slice(0, shift)).replace(/^0+(?=\d)/, '');
  return rest ? `${front}.${rest}` : front;
}

function spelledValue(written: string): number {
  let total = 0;
  let part: string[] = [];
  for (const word of written
    .trim()
    .toLowerCase()
    .split(/[\s-]+/)) {
    if (word === 'thousand' || word === 'million') {
      total += Math.max(1, numberOf(part.join(' '))) * (word === 'thousand' ? 1000 : 1_000_000);
      part = [];
    } else part.push(word);
  }
  return total + numberOf(part.join(' '));
}

function withoutOverlaps(found: FoundMoney[]): FoundMoney[] {
  const kept: FoundMoney[] = [];
  for (const next of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || next.start >= last.end) kept.push(next);
  }
  return kept;
}
