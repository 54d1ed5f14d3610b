import type { financesWire } from '@smartstart/contract';

/** The KPIs of a venture (domain rules, section 7.10), each with how it is worked out. */

export type KpiName = (typeof financesWire.kpiName)['options'][number];

export interface KpiRule {
  readonly label: string;
  readonly unit: 'MONEY' | 'PERCENT' | 'MONTHS' | 'HOURS' | 'POINTS' | 'RATING';
  readonly formula: string;
  readonly better: 'MORE' | 'LESS';
  /** Who sees it: with the money, or with the work. */
  readonly of: 'money' | 'work';
}

const money = { of: 'money', better: 'MORE' } as const;
const work = { of: 'work', better: 'MORE' } as const;

export const kpiTable: Readonly<Record<KpiName, KpiRule>> = {
  REVENUE: {
    ...money,
    label: 'Recognised revenue',
    unit: 'MONEY',
    formula: 'gross less taxes of recognised reports, last full month',
  },
  MARGIN: {
    ...money,
    label: 'Margin',
    unit: 'PERCENT',
    formula: '(recognised revenue − costs) ÷ recognised revenue, last full month',
  },
  NET_BURN: {
    ...money,
    better: 'LESS',
    label: 'Net burn',
    unit: 'MONEY',
    formula: 'costs − income, last full month',
  },
  CASH: { ...money, label: 'Cash', unit: 'MONEY', formula: 'in the bank at the end of the last full month' },
  RUNWAY: {
    ...money,
    label: 'Runway',
    unit: 'MONTHS',
    formula: 'cash ÷ mean net burn of the last 3 months',
  },
  FUNDING: {
    ...money,
    label: 'Funding',
    unit: 'PERCENT',
    formula: 'raised ÷ target of the current round',
  },
  CHECKIN_RATE: {
    ...work,
    label: 'Check-in rate',
    unit: 'PERCENT',
    formula: 'check-ins ÷ (active members × days), 14 days',
  },
  MOOD: { ...work, label: 'Mood', unit: 'RATING', formula: 'mean mood of 14 days, shown from 3 members on' },
  BLOCKER_TIME: {
    ...work,
    better: 'LESS',
    label: 'Blocker time',
    unit: 'HOURS',
    formula: 'mean hours from a blocker reported to cleared',
  },
  ON_TIME_RATE: {
    ...work,
    label: 'On-time rate',
    unit: 'PERCENT',
    formula: 'tasks and milestones done by their date ÷ those due, 30 days',
  },
  RISK_EXPOSURE: {
    ...work,
    better: 'LESS',
    label: 'Risk exposure',
    unit: 'POINTS',
    formula: 'sum of the scores of open risks',
  },
  SKILL_COVERAGE: {
    ...work,
    label: 'Skill coverage',
    unit: 'PERCENT',
    formula: 'wanted skills held by a member at the wanted level ÷ wanted skills',
  },
  VELOCITY: {
    ...work,
    label: 'Velocity',
    unit: 'POINTS',
    formula: 'mean of points done over the last three sprints',
  },
};

export const kpiNames = Object.keys(kpiTable) as KpiName[];
