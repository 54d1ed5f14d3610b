import { regionOf } from './tax-rates.ts';

/** An address that a tax can follow from. */

export interface Address {
  readonly name: string;
  readonly organisation: string;
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

const canadianCode = /^([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])[ -]?(\d[ABCEGHJ-NPRSTV-Z]\d)$/;
/** Codes that name no country. */
const noCountry = new Set(['ZZ', 'QO', 'XA', 'XB', 'EU', 'EZ', 'UN']);
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The address as it is kept, or what is wrong with which field. */
export function readAddress(given: Address): { address: Address } | { field: string; problem: string } {
  if (noCountry.has(given.country) || !countries.of(given.country))
    return { field: 'country', problem: 'There is no such country.' };
  if (given.country !== 'CA') return { address: given };
  const code = given.region.toUpperCase();
  const region = regionOf(code);
  if (!region)
    return { field: 'region', problem: 'Choose a province or territory: the tax follows from it.' };
  const match = canadianCode.exec(given.postalCode.toUpperCase());
  if (!match) return { field: 'postalCode', problem: 'A Canadian postal code looks like K1A 0B1.' };
  const postalCode = `${match[1]} ${match[2]}`;
  if (!region.letters.includes(postalCode[0]!))
    return {
      field: 'postalCode',
      problem: `The postal code ${postalCode} does not belong to ${region.name}.`,
    };
  return { address: { ...given, region: code, postalCode } };
}
