/**
 * GST, HST and QST by province and territory of the customer, as dated data. A new rate is a new line; lines that held
 * once stay, so that an invoice can be worked out again as it was.
 *
 * Sources: Excise Tax Act (R.S.C. 1985, c. E-15), sections 165 and 225.2 and Schedule VIII, with the rates by province
 * that the Canada Revenue Agency publishes under “GST/HST calculator (and rates)”; Act respecting the Québec sales tax
 * (CQLR, c. T-0.1), section 16, with the rates of Revenu Québec. Nova Scotia: 14 % from 1 April 2025 (CRA Notice 340).
 * The retail sales taxes of British Columbia, Saskatchewan and Manitoba are no part of this.
 */

export type TaxKind = 'GST' | 'HST' | 'QST';

export interface Rate {
  readonly kind: TaxKind;
  /** Thousandths of a percent. */
  readonly milli: number;
  /** First day on which it holds, `YYYY-MM-DD`. */
  readonly from: string;
  /** The first day on which it no longer does. */
  readonly until?: string;
}

export interface Region {
  readonly code: string;
  readonly name: string;
  /** First letters of its postal codes. */
  readonly letters: string;
  readonly rates: readonly Rate[];
}

const gst: Rate = { kind: 'GST', milli: 5_000, from: '2008-01-01' };
const hst = (milli: number, from: string, until?: string): Rate => ({
  kind: 'HST',
  milli,
  from,
  ...(until ? { until } : {}),
});

export const regions: readonly Region[] = [
  { code: 'AB', name: 'Alberta', letters: 'T', rates: [gst] },
  { code: 'BC', name: 'British Columbia', letters: 'V', rates: [gst] },
  { code: 'MB', name: 'Manitoba', letters: 'R', rates: [gst] },
  { code: 'NB', name: 'New Brunswick', letters: 'E', rates: [hst(15_000, '2016-07-01')] },
  { code: 'NL', name: 'Newfoundland and Labrador', letters: 'A', rates: [hst(15_000, '2016-07-01')] },
  {
    code: 'NS',
    name: 'Nova Scotia',
    letters: 'B',
    rates: [hst(15_000, '2010-07-01', '2025-04-01'), hst(14_000, '2025-04-01')],
  },
  { code: 'NT', name: 'Northwest Territories', letters: 'X', rates: [gst] },
  { code: 'NU', name: 'Nunavut', letters: 'X', rates: [gst] },
  { code: 'ON', name: 'Ontario', letters: 'KLMNP', rates: [hst(13_000, '2010-07-01')] },
  { code: 'PE', name: 'Prince Edward Island', letters: 'C', rates: [hst(15_000, '2016-10-01')] },
  // QST is worked out on the price alone, GST left out, since 2013.
  {
    code: 'QC',
    name: 'Québec',
    letters: 'GHJ',
    rates: [gst, { kind: 'QST', milli: 9_975, from: '2013-01-01' }],
  },
  { code: 'SK', name: 'Saskatchewan', letters: 'S', rates: [gst] },
  { code: 'YT', name: 'Yukon', letters: 'Y', rates: [gst] },
];

export function regionOf(code: string): Region | undefined {
  return regions.find((region) => region.code === code);
}
