import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FundingHistory } from '../engines/venture-analyzer/next-round/histories.ts';

type Line = Readonly<Record<string, string>>;

/** A folder with `companies.csv`, `rounds.csv` and `acquisitions.csv`. */
export function readFundingHistories(folder: string): FundingHistory[] {
  const rounds = Map.groupBy(read(folder, 'rounds.csv'), (line) => line['company_permalink']!);
  const acquired = new Map<string, number>();
  for (const line of read(folder, 'acquisitions.csv')) {
    const day = dayOf(line['acquired_at']);
    const id = line['company_permalink']!;
    if (day !== null) acquired.set(id, Math.min(day, acquired.get(id) ?? Infinity));
  }
  return read(folder, 'companies.csv').map((line) => {
    const id = line['permalink']!;
    return {
      id,
      category: line['category_code'] || null,
      region: line['region'] || null,
      founded: dayOf(line['founded_at']),
      acquired: acquired.get(id) ?? null,
      rounds: (rounds.get(id) ?? [])
        .flatMap((round) => {
          const day = dayOf(round['funded_at']);
          const raised = Number(round['raised_amount_usd']);
          return day === null
            ? []
            : [{ day, kind: round['funding_round_type'] ?? 'other', raised: raised > 0 ? raised : null }];
        })
        .sort((a, b) => a.day - b.day),
    };
  });
}

/** Days since 1970-01-01; null where it is no date. */
export function dayOf(text: string | undefined): number | null {
  const ms = text ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : ms / 86_400_000;
}

function read(folder: string, file: string): Line[] {
  return parse(readFileSync(path.join(folder, file)), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  }) as Line[];
}
