import type { Day, Decimal } from '@smartstart/units';
import type { Ledger } from './ledger.ts';
import { sharesChangesOf } from './movements.ts';
import { Timeline } from './timeline.ts';

/** What groups of holders have in all, on every day on which it changes. */
export interface GroupTotals {
  readonly days: readonly Day[];
  at(day: Day): {
    readonly groups: ReadonlyMap<string, Decimal>;
    readonly pools: Decimal;
    readonly all: Decimal;
  };
}

/** One pass over the securities, whatever the number of days. */
export function groupTotals(ledger: Ledger, groupOf: (stakeholderId: string) => string): GroupTotals {
  const changes = new Map<string, Map<Day, Decimal>>();
  const days = new Set<Day>();
  for (const security of ledger.securities.values()) {
    if (security.kind === 'CONVERTIBLE') continue;
    const group = groupOf(security.stakeholderId);
    let own = changes.get(group);
    if (!own) changes.set(group, (own = new Map()));
    for (const { day, by } of sharesChangesOf(security, ledger.splitsOf(security.classId))) {
      own.set(day, (own.get(day) ?? 0n) + by);
      days.add(day);
    }
  }
  const timelines = [...changes].map(([group, own]) => [group, Timeline.of(own)] as const);
  return {
    days: [...days].toSorted((a, b) => a - b),
    at: (day) => {
      const groups = new Map(timelines.map(([group, timeline]) => [group, timeline.at(day)]));
      const pools = [...ledger.plans.keys()].reduce((sum, id) => sum + ledger.availableAt(id, day), 0n);
      return { groups, pools, all: [...groups.values()].reduce((sum, shares) => sum + shares, pools) };
    },
  };
}
