import { workWire, type ventureAnalysisWire } from '@smartstart/contract';
import { addDays, utcDay } from '@smartstart/units';

/** What the register of risks comes to (domain rules, sections 7.8 and 7.10), and a stated scale of what it may cost. Pure. */

type RiskStanding = (typeof ventureAnalysisWire.riskStanding)['_zod']['input'];

export interface RiskFact {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly impact: number;
  readonly probability: number;
  readonly score: number;
  readonly state: string;
  readonly mitigation: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RiskInput {
  readonly risks: readonly RiskFact[];
  /** Changes of the exposure by day, of the last twelve weeks at least. */
  readonly changes: readonly { readonly day: string; readonly delta: number }[];
  readonly now: Date;
  /** Null where the reader sees no money, or none is known. */
  readonly cashMinor: bigint | null;
  readonly currency: string | null;
}

export const trendWeeks = 12;
const changeDays = 14;
/** A risk of this score and above may stay untouched for so many days. */
const patience = [
  { score: 20, days: 7, level: 'critical' },
  { score: 15, days: 14, level: 'high' },
  { score: 10, days: 60, level: 'medium' },
] as const;
const graveScore = 15;
const shownOverdue = 20;
/** By the rating from 1 to 5: chance within a year, and loss as a share of the cash at hand. */
const chances = [0.05, 0.15, 0.35, 0.65, 0.9] as const;
const losses = [0.01, 0.03, 0.08, 0.2, 0.5] as const;
const scale =
  'Probability 1 to 5 stands for 5, 15, 35, 65 and 90 % within a year; impact 1 to 5 for a loss of 1, 3, 8, 20 and 50 % of' +
  ' the cash at hand; risks are taken as independent. A stated scale, not learnt.';
/** Of the distribution of the loss, in shares of the cash; it is counted up to three times the cash. */
const step = 0.005;
const steps = 600;

export function riskStandingOf({ risks, changes, now, cashMinor, currency }: RiskInput): RiskStanding {
  const open = risks.filter(({ state }) => state === 'OPEN');
  const exposure = open.reduce((sum, { score }) => sum + score, 0);
  const count = (state: string) => risks.filter((risk) => risk.state === state).length;
  const since = utcDay(addDays(now, -changeDays));
  const loss = lossOf(open);
  const inMoney = (share: number | null) =>
    share === null || cashMinor === null || cashMinor < 0n
      ? null
      : String((cashMinor * BigInt(Math.round(share * 10_000))) / 10_000n);
  return {
    open: open.length,
    mitigated: count('MITIGATED'),
    closed: count('CLOSED'),
    exposure,
    exposureChange: changes.filter(({ day }) => day > since).reduce((sum, { delta }) => sum + delta, 0),
    trend: trendOf(exposure, changes, now),
    byCategory: byCategory(open, exposure),
    concentration: exposure
      ? Math.round(100 * open.reduce((sum, { score }) => sum + (score / exposure) ** 2, 0)) / 100
      : null,
    concentrationText: concentrationOf(open, exposure),
    overdue: overdueOf(open, now),
    expectedLoss: {
      kind: 'RULE',
      mode: 'SCORECARD',
      share: loss?.mean ?? null,
      p90Share: loss?.p90 ?? null,
      minor: inMoney(loss?.mean ?? null),
      p90Minor: inMoney(loss?.p90 ?? null),
      currency: cashMinor === null ? null : currency,
      scale,
    },
  };
}

/** Backwards from what it is now, week by week. */
function trendOf(exposure: number, changes: RiskInput['changes'], now: Date): RiskStanding['trend'] {
  return Array.from({ length: trendWeeks + 1 }, (_, back) =>
    utcDay(addDays(now, -7 * (trendWeeks - back))),
  ).map((day) => ({
    day,
    exposure:
      exposure - changes.filter((change) => change.day > day).reduce((sum, { delta }) => sum + delta, 0),
  }));
}

function byCategory(open: readonly RiskFact[], exposure: number): RiskStanding['byCategory'] {
  return workWire.riskCategory.options
    .map((category) => {
      const own = open.filter((risk) => risk.category === category);
      const sum = own.reduce((total, { score }) => total + score, 0);
      const share = exposure ? Math.round((1_000 * sum) / exposure) / 1_000 : null;
      return { category, count: own.length, exposure: sum, share };
    })
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.exposure - a.exposure);
}

function concentrationOf(open: readonly RiskFact[], exposure: number): string {
  const gravest = open.toSorted((a, b) => b.score - a.score)[0];
  if (!gravest || !exposure) return 'No risk is open.';
  const share = Math.round((100 * gravest.score) / exposure);
  return `“${gravest.title}” makes up ${share} % of the exposure of ${open.length} open ${open.length === 1 ? 'risk' : 'risks'}.`;
}

function overdueOf(open: readonly RiskFact[], now: Date): RiskStanding['overdue'] {
  const days = (from: Date) => Math.max(0, Math.floor((now.getTime() - from.getTime()) / 86_400_000));
  return open
    .flatMap((risk) => {
      const limit = patience.find(({ score }) => risk.score >= score);
      const [age, silent] = [days(risk.createdAt), days(risk.updatedAt)];
      const why =
        limit && silent > limit.days
          ? `${limit.level}, and nothing was done about it for ${silent} days; it should be looked at every ${limit.days}.`
          : risk.score >= graveScore && !risk.mitigation.trim()
            ? 'Grave, and there is no plan against it.'
            : null;
      return why
        ? [{ id: risk.id, title: risk.title, score: risk.score, daysOpen: age, why: capital(why) }]
        : [];
    })
    .toSorted((a, b) => b.score - a.score || b.daysOpen - a.daysOpen)
    .slice(0, shownOverdue);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The distribution of the sum of what independent risks may cost, step by step; what goes beyond the end stays at it. */
function lossOf(open: readonly RiskFact[]): { mean: number; p90: number } | null {
  if (!open.length) return null;
  let chance = new Float64Array(steps + 1);
  chance[0] = 1;
  let mean = 0;
  for (const { impact, probability } of open) {
    const [p, loss] = [chances[probability - 1]!, losses[impact - 1]!];
    mean += p * loss;
    const shift = Math.round(loss / step);
    const next = chance.map((value) => value * (1 - p));
    for (let at = 0; at <= steps; at++) {
      const to = Math.min(steps, at + shift);
      next[to] = next[to]! + chance[at]! * p;
    }
    chance = next;
  }
  let sum = 0;
  const at = chance.findIndex((value) => (sum += value) >= 0.9 - 1e-12);
  return {
    mean: Math.round(mean * 1_000) / 1_000,
    p90: Math.round((at < 0 ? steps : at) * step * 1_000) / 1_000,
  };
}
