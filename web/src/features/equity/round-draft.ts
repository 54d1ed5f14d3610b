import type { scenariosWire } from '@smartstart/contract';
import { divideRounded, formatDecimal, parseDecimal } from '@smartstart/units';
import type { FigureFormat } from '../../lib/numbers';

/** A priced round as a form holds it, and as the contract writes it. Pure. */

export interface InvestorDraft {
  readonly key: string;
  readonly stakeholderId: string;
  readonly name: string;
  readonly amount: string;
}

export interface RoundDraft {
  readonly key: string;
  readonly name: string;
  readonly by: 'VALUE' | 'PRICE';
  readonly value: string;
  readonly investors: readonly InvestorDraft[];
  /** In percent; empty for none. */
  readonly pool: string;
  readonly countedIn: 'PRE_MONEY' | 'POST_MONEY';
  readonly method: 'PERCENT_OWNERSHIP' | 'PRE_MONEY' | 'DOLLARS_INVESTED';
  readonly multiple: string;
  readonly participation: 'NONE' | 'FULL' | 'CAPPED';
  readonly cap: string;
}

export const newInvestor = (): InvestorDraft => ({
  key: crypto.randomUUID(),
  stakeholderId: '',
  name: '',
  amount: '',
});

export const newRound = (name: string): RoundDraft => ({
  key: crypto.randomUUID(),
  name,
  by: 'VALUE',
  value: '',
  investors: [newInvestor()],
  pool: '',
  countedIn: 'PRE_MONEY',
  method: 'PERCENT_OWNERSHIP',
  multiple: '1',
  participation: 'NONE',
  cap: '',
});

/** A share of percent as a part of one; null when it is none. */
export function fractionOf(typed: string, format: FigureFormat): string | null {
  const read = format.read(typed, 8);
  if (read === null || parseDecimal(read) > parseDecimal('100')) return null;
  return formatDecimal(divideRounded(parseDecimal(read), 100n, 'FLOOR'));
}

/** The names of fields that are wrong begin with the key of the round or the investor. */
export function buildRound(
  draft: RoundDraft,
  format: FigureFormat,
): { round: scenariosWire.RoundInput | null; faults: string[] } {
  const faults: string[] = [];
  const value = format.read(draft.value);
  if (value === null || value === '0') faults.push(`${draft.key}.value`);
  if (draft.name.trim() === '') faults.push(`${draft.key}.name`);
  const investors = draft.investors.map(({ key, stakeholderId, name, amount }) => {
    const paid = format.read(amount);
    if (paid === null || paid === '0') faults.push(`${key}.amount`);
    if (stakeholderId === '' && name.trim() === '') faults.push(`${key}.name`);
    return { amount: paid ?? '', ...(stakeholderId === '' ? { name: name.trim() } : { stakeholderId }) };
  });
  const target = draft.pool.trim() === '' ? null : fractionOf(draft.pool, format);
  if (draft.pool.trim() !== '' && target === null) faults.push(`${draft.key}.pool`);
  const multiple = format.read(draft.multiple);
  if (multiple === null) faults.push(`${draft.key}.multiple`);
  const cap = draft.participation === 'CAPPED' ? format.read(draft.cap) : null;
  if (draft.participation === 'CAPPED' && cap === null) faults.push(`${draft.key}.cap`);
  if (faults.length) return { round: null, faults };
  return {
    faults,
    round: {
      name: draft.name.trim(),
      ...(draft.by === 'VALUE' ? { preMoney: value! } : { pricePerShare: value! }),
      investors,
      ...(target === null ? {} : { pool: { target, countedIn: draft.countedIn } }),
      method: draft.method,
      liquidationMultiple: multiple!,
      participation: draft.participation,
      ...(cap === null ? {} : { participationCapMultiple: cap }),
    },
  };
}

/** Values spread evenly between two amounts, both ends included. */
export function spread(from: string, to: string, count: number): string[] {
  const [low, high] = [parseDecimal(from), parseDecimal(to)];
  const steps = BigInt(count - 1);
  const values = Array.from({ length: count }, (_, index) => low + ((high - low) * BigInt(index)) / steps);
  // Whole cents are enough for a chart.
  const cent = parseDecimal('0.01');
  return [...new Set(values.map((value) => formatDecimal(value - (value % cent))))];
}
