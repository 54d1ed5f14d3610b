import type { Answer, contract } from '@smartstart/contract';
import { monthOf } from '../rules/calendar.ts';
import type { CsvReading } from '../rules/months-csv.ts';
import type { MonthRow } from './figures-store.ts';

export type Effect = 'ADDED' | 'CHANGED' | 'UNCHANGED';

const shownProblems = 1_000;
const shownMonths = 100;

export function monthView(row: MonthRow, currency: string): Answer<typeof contract.finances.recordMonth> {
  return {
    month: monthOf(row.month),
    currency,
    cashMinor: row.cash_minor.toString(),
    incomeMinor: row.income_minor.toString(),
    costsMinor: row.costs_minor.toString(),
    netBurnMinor: (row.costs_minor - row.income_minor).toString(),
    note: row.note,
    source: row.source as 'FORM' | 'CSV',
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

export function previewView(
  { lines, months, problems, currency }: CsvReading,
  effects: ReadonlyMap<string, Effect>,
  version: number,
): Answer<typeof contract.finances.previewMonths> {
  const count = (effect: Effect) => [...effects.values()].filter((one) => one === effect).length;
  return {
    lines,
    problems: problems.slice(0, shownProblems),
    problemCount: problems.length,
    added: count('ADDED'),
    changed: count('CHANGED'),
    unchanged: count('UNCHANGED'),
    months: months
      .toSorted((a, b) => (a.month < b.month ? 1 : -1))
      .slice(0, shownMonths)
      .map(({ month, cashMinor, incomeMinor, costsMinor }) => ({
        month,
        effect: effects.get(month) ?? 'ADDED',
        cashMinor: cashMinor.toString(),
        incomeMinor: incomeMinor.toString(),
        costsMinor: costsMinor.toString(),
      })),
    currency,
    version,
  };
}
