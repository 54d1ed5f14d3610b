import fc from 'fast-check';
import { award, reverse, type Occurrence, type Recorded } from './xp-rules.ts';
import { priorities, xpEvents, type XpEvent, type XpRules } from './xp-table.ts';

/** Ledgers for tests, written the way the service writes them: one decision after the other. */

export function occur(
  event: XpEvent,
  causeId: string,
  at: Date,
  change: Partial<Occurrence> = {},
): Occurrence {
  return {
    id: `id-${causeId}`,
    event,
    causeId,
    at,
    timeZone: 'UTC',
    within: 'one',
    priority: 'LOW',
    ...change,
  };
}

/** What is in the ledger after these were told in this order; the told once more are not in it. */
export function book(
  tried: readonly Occurrence[],
  rules: XpRules,
  start: readonly Recorded[] = [],
): Recorded[] {
  const recorded = [...start];
  for (const one of tried) {
    const decision = award(one, recorded, rules);
    if (!decision.granted && decision.reason === 'ALREADY_AWARDED') continue;
    recorded.push({ ...one, xp: decision.granted ? decision.xp : 0, reversal: null });
  }
  return recorded;
}

/** Few causes, moments and places, so that repetitions and full caps are common. */
export const happenings: fc.Arbitrary<Occurrence[]> = fc
  .array(
    fc.record({
      event: fc.oneof(
        fc.constantFrom(...xpEvents),
        fc.constantFrom<XpEvent>('DAILY_LOGIN', 'COMMUNITY_HELP_ACCEPTED', 'EQUITY_GRANT_RECEIVED'),
      ),
      causeId: fc.nat(40).map(String),
      at: fc.nat(60).map((hours) => new Date(Date.UTC(2026, 5, 29) + hours * 3_600_000)),
      timeZone: fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Vancouver'),
      priority: fc.constantFrom(...priorities),
      within: fc.constantFrom('one', 'two'),
    }),
    { maxLength: 60 },
  )
  .chain((list) =>
    fc
      .uniqueArray(fc.uuid(), { minLength: list.length, maxLength: list.length })
      .map((ids) => ({ list, ids })),
  )
  .map(({ list, ids }) => list.map((one, index) => ({ ...one, id: ids[index]! })));

export interface Scene {
  readonly tried: readonly Occurrence[];
  /** After how many of them which of the recorded ones is reversed. */
  readonly reversals: readonly { readonly after: number; readonly which: number }[];
}

export const scenes: fc.Arbitrary<Scene> = fc.record({
  tried: happenings,
  reversals: fc.array(fc.record({ after: fc.nat(60), which: fc.nat() }), { maxLength: 15 }),
});

export function standingXp({ tried, reversals }: Scene, rules: XpRules): { recorded: Recorded[] } {
  let recorded: Recorded[] = [];
  tried.forEach((one, index) => {
    recorded = book([one], rules, recorded);
    for (const { which } of reversals.filter(({ after }) => after === index)) {
      const left = recorded.filter(({ reversal }) => reversal === null);
      const chosen = left[which % Math.max(1, left.length)];
      if (!chosen) continue;
      const { movesUp } = reverse(chosen.id, 'x', recorded, rules);
      recorded = recorded.map((other) => {
        if (other.id === chosen.id) return { ...other, xp: 0, reversal: 'x' };
        return other.id === movesUp?.occurrenceId ? { ...other, xp: movesUp.xp } : other;
      });
    }
  });
  return { recorded };
}
