/** Countries and provinces for an address, named in the reader's language. Pure. */

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that name no country, or two of them. */
const noCountry = new Set([
  'ZZ',
  'QO',
  'XA',
  'XB',
  'EU',
  'EZ',
  'UN',
  'XK',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
]);

export const provinces = [
  'AB',
  'BC',
  'MB',
  'NB',
  'NL',
  'NS',
  'NT',
  'NU',
  'ON',
  'PE',
  'QC',
  'SK',
  'YT',
] as const;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function countriesIn(locale: string): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .filter((code) => !noCountry.has(code) && current(code))
    .flatMap((value) => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
}

/** Old codes, such as SU, lead to newer ones. */
function current(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}
