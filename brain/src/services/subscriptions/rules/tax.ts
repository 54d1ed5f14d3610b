import { divideRounded } from '@smartstart/units';
import { regionOf, regions, type Rate, type TaxKind } from './tax-rates.ts';

/** Which taxes a month of the seat carries, as lines of an invoice. Pure. */

export interface Place {
  readonly country: string;
  readonly region: string;
}

/** Under which numbers the hub collects taxes; one it has no number for it must not charge. */
export interface Registrations {
  readonly gstNumber: string | null;
  readonly qstNumber: string | null;
}

export interface TaxLine {
  readonly kind: TaxKind;
  readonly rateMilli: number;
  readonly baseMinor: bigint;
  readonly amountMinor: bigint;
  readonly registration: string;
}

export interface Taxes {
  readonly lines: readonly TaxLine[];
  /** Why the tax is what it is, for the invoice. */
  readonly note: string;
}

const hundredPercent = 100_000n;

/** @param day the day of supply, `YYYY-MM-DD`: a rate holds from its first day on */
export function taxesOf(netMinor: bigint, place: Place, day: string, hub: Registrations): Taxes {
  if (place.country !== 'CA') return { lines: [], note: abroad };
  const region = regionOf(place.region);
  if (!region) throw new RangeError(`${place.region} is no province or territory of Canada.`);
  if (!hub.gstNumber) return { lines: [], note: notRegistered };
  const inForce = region.rates.filter((rate) => holds(rate, day));
  const collected = inForce.filter(({ kind }) => registrationOf(kind, hub) !== null);
  return {
    lines: collected.map((rate) => lineOf(rate, netMinor, hub)),
    note:
      collected.length < inForce.length
        ? `Place of supply: ${region.name}. The hub is not registered for QST, so none is charged.`
        : `Place of supply: ${region.name}.`,
  };
}

/** What is added in each province and territory on a day. */
export function taxesByRegion(netMinor: bigint, day: string, hub: Registrations) {
  return regions.map(({ code, name }) => ({
    region: code,
    name,
    lines: taxesOf(netMinor, { country: 'CA', region: code }, day, hub).lines,
  }));
}

/** Thousandths of a percent as people write them: 9975 is 9.975, 13000 is 13. */
export function percentOf(milli: number): string {
  return String(milli / 1000);
}

/** Halves go up, to the cent. */
export function shareOf(baseMinor: bigint, rateMilli: number): bigint {
  return divideRounded(baseMinor * BigInt(rateMilli), hundredPercent, 'NORMAL');
}

export const abroad =
  'Outside Canada no GST, HST or QST is charged. Where the law of the customer’s country taxes services from abroad, a customer who is registered there accounts for the tax (reverse charge).';
export const notRegistered = 'The hub is not registered for GST/HST and QST, so none is charged.';

function lineOf(rate: Rate, baseMinor: bigint, hub: Registrations): TaxLine {
  return {
    kind: rate.kind,
    rateMilli: rate.milli,
    baseMinor,
    amountMinor: shareOf(baseMinor, rate.milli),
    registration: registrationOf(rate.kind, hub)!,
  };
}

function registrationOf(kind: TaxKind, hub: Registrations): string | null {
  return kind === 'QST' ? hub.qstNumber : hub.gstNumber;
}

function holds({ from, until }: Rate, day: string): boolean {
  return from <= day && (until === undefined || day < until);
}
