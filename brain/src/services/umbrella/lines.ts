import { monthOf } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { percent, type Ground, type Side } from './ground.ts';
import type { LineRow } from './payment-store.ts';
import type { PaymentView } from './reading.ts';

type LineView = PaymentView['lines'][number];
type Report = NonNullable<LineView['reports']>[number];

/** The member and the hub see every figure. A sponsor sees base and amount of a month, and nothing of ventures. */
export async function lineViews(
  ground: Ground,
  db: Db,
  lines: readonly LineRow[],
  side: Side,
): Promise<LineView[]> {
  if (side === 'SPONSOR') return byMonth(lines);
  const names = new Map<string, string>();
  for (const { venture_id: ventureId } of lines)
    if (ventureId !== null && !names.has(ventureId))
      names.set(ventureId, (await ground.ventures.teamOf(db, ventureId))?.name ?? '');
  return lines.map((line) => ({
    ...common(line),
    baseMinor: line.base_minor.toString(),
    amountMinor: line.amount_minor.toString(),
    ventures: line.venture_id === null ? 0 : 1,
    ventureId: line.venture_id,
    ventureName: line.venture_id === null ? null : names.get(line.venture_id)!,
    reports: line.reports as unknown as Report[],
  }));
}

function byMonth(lines: readonly LineRow[]): LineView[] {
  const groups = new Map<string, LineRow[]>();
  for (const line of lines) {
    const key = `${line.month} ${line.kind} ${line.rate_tenths}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map((group) => ({
    ...common(group[0]!),
    baseMinor: group.reduce((all, line) => all + line.base_minor, 0n).toString(),
    amountMinor: group.reduce((all, line) => all + line.amount_minor, 0n).toString(),
    ventures: new Set(group.flatMap(({ venture_id }) => venture_id ?? [])).size,
    ventureId: null,
    ventureName: null,
    reports: null,
  }));
}

function common(line: LineRow): Pick<LineView, 'month' | 'kind' | 'ratePercent' | 'at'> {
  return {
    month: monthOf(line.month),
    kind: line.kind as LineView['kind'],
    ratePercent: line.rate_tenths === null ? null : percent(line.rate_tenths),
    at: line.at.toISOString(),
  };
}
