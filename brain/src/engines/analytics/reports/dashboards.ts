import type { analyticsWire } from '@smartstart/contract';
import { Fail } from '../../../kernel/errors.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { mayRead, readers } from '../metrics/definition.ts';
import { metricsByKey } from '../metrics/catalogue.ts';
import type { Figures } from '../metrics/figures.ts';
import { rangeOf, rangeView, type RangeWish } from '../metrics/range.ts';
import type { OwnSources } from './own.ts';
import type { Reader } from './rights.ts';

type Preset = (typeof analyticsWire.dashboardPreset)['options'][number];
type View = (typeof analyticsWire.dashboard)['_zod']['input'];

interface PresetRule {
  readonly title: string;
  readonly summary: string;
  readonly scope: 'HUB' | 'OWN';
  /** Rungs of which one opens it; each figure is checked again by its part. */
  readonly rungs: readonly (1 | 9 | 10 | 11 | 12)[];
  readonly metrics?: readonly string[];
  readonly own?: readonly string[];
  readonly links: readonly (readonly [title: string, href: string])[];
}

const everyday = ['journey', 'papers', 'subscription', 'buz', 'xp', 'ventures', 'applications', 'matches'];
const everydayLinks = [
  ['Your journey', '/onboarding'],
  ['Documents', '/documents'],
  ['Ventures', '/ventures'],
  ['Opportunities', '/opportunities'],
  ['Wallet', '/buz'],
] as const;
const personal = (title: string, summary: string, own: readonly string[] = everyday): PresetRule => ({
  title,
  summary,
  scope: 'OWN',
  rungs: [1],
  own,
  links: everydayLinks,
});
const founding = [
  'ventures',
  'owned-ventures',
  'applications-to-decide',
  'papers',
  'subscription',
  'buz',
  'xp',
];
const service = [
  'availability',
  'latency-p50',
  'latency-p95',
  'error-share',
  'requests',
  'sign-ins',
  'sign-in-failures',
  'audit-check',
  'queue-depth',
  'dead-letters',
  'job-failures',
  'support-open',
];
const market = [
  'visits',
  'visit-length',
  'new-users',
  'activation-rate',
  'onboarding-completion',
  'trial-conversion',
  'referrals',
  'opportunities-open',
  'acceptance-rate',
  'time-to-fill',
  'match-conversion',
  'umbrella-active',
  'consent-rate',
];

/** Section 13.4 of the domain rules. A preset chooses; what its reader may see is decided figure by figure. */
const presets: Readonly<Record<Preset, PresetRule>> = {
  general: personal('General', 'Where you stand: journey, papers, seat, BUZ, XP, ventures.'),
  contributor: personal('Contributor', 'What you work on and what it brings.'),
  freelancer: personal('Freelancer', 'Offers, applications and what you earned.', [
    'applications',
    'matches',
    'buz',
    'xp',
    'papers',
    'connections',
  ]),
  developer: personal('Developer', 'Ventures, applications and XP.', [
    'ventures',
    'applications',
    'matches',
    'xp',
    'buz',
    'papers',
  ]),
  designer: personal('Designer', 'Ventures, applications and XP.', [
    'ventures',
    'applications',
    'matches',
    'xp',
    'buz',
    'papers',
  ]),
  founder: {
    ...personal('Founder', 'Your ventures and what waits for you.', founding),
    links: [
      ['Ventures', '/ventures'],
      ['Opportunities', '/opportunities'],
      ['Teams', '/teams'],
    ],
  },
  manager: {
    ...personal('Manager', 'Teams, ventures and decisions that wait.', ['teams', ...founding]),
    links: [
      ['Teams', '/teams'],
      ['Ventures', '/ventures'],
    ],
  },
  investor: {
    ...personal('Investor', 'Ventures in which you are an investor; each shows its figures to you.', [
      'invested-ventures',
      'papers',
      'connections',
    ]),
    links: [['Ventures', '/ventures']],
  },
  'chief-executive': {
    title: 'Chief executive',
    summary: 'Growth, retention, revenue, launches and the health of the platform.',
    scope: 'HUB',
    rungs: [12],
    metrics: [
      'growth-rate',
      'new-users',
      'wau',
      'mau',
      'stickiness',
      'retention-w1',
      'retention-w4',
      'activation-rate',
      'mrr',
      'platform-revenue',
      'launch-rate',
      'ventures-by-phase',
      'platform-health',
      'compliance-rate',
    ],
    links: [
      ['Funnels', '/admin/analytics/funnels'],
      ['Retention', '/admin/analytics/retention'],
      ['Anomalies', '/admin/analytics/anomalies'],
    ],
  },
  finance: {
    title: 'Finance',
    summary: 'Recurring revenue, churn, invoices, fees, the umbrella and the pools of BUZ.',
    scope: 'HUB',
    rungs: [9, 12],
    metrics: [
      'mrr',
      'arpu',
      'paying-seats',
      'subscription-churn',
      'trial-conversion',
      'platform-revenue',
      'open-invoices',
      'payment-failures',
      'revenue-fees',
      'umbrella-active',
      'umbrella-amount',
      'umbrella-payable',
      'umbrella-on-time',
      'buz-circulating',
      'buz-volume',
      'buz-pools',
    ],
    links: [
      ['Billing', '/admin/billing'],
      ['BUZ', '/admin/buz'],
    ],
  },
  technology: {
    title: 'Technology',
    summary: 'How the installation runs.',
    scope: 'HUB',
    rungs: [10, 12],
    metrics: service,
    links: [['Audit', '/admin']],
  },
  support: {
    title: 'Support',
    summary: 'What goes wrong, and who waits for an answer.',
    scope: 'HUB',
    rungs: [10, 12],
    metrics: [
      'support-open',
      'error-share',
      'latency-p95',
      'availability',
      'sign-in-failures',
      'job-failures',
    ],
    links: [['Support requests', '/admin/support']],
  },
  marketing: {
    title: 'Marketing',
    summary: 'Who comes, who stays and what they do first.',
    scope: 'HUB',
    rungs: [12],
    metrics: market,
    links: [['Funnels', '/admin/analytics/funnels']],
  },
  sales: {
    title: 'Sales',
    summary: 'Trials, seats and the market of opportunities.',
    scope: 'HUB',
    rungs: [12],
    metrics: [
      'trial-conversion',
      'paying-seats',
      'mrr',
      'subscription-churn',
      'acceptance-rate',
      'time-to-fill',
      'match-conversion',
      'umbrella-active',
    ],
    links: [['Opportunities', '/opportunities']],
  },
  analyst: {
    title: 'Analyst',
    summary: 'Activity, cohorts and the network.',
    scope: 'HUB',
    rungs: [12],
    metrics: [
      'dau',
      'wau',
      'mau',
      'stickiness',
      'events',
      'visits',
      'visit-length',
      'retention-w1',
      'retention-w4',
      'retention-w12',
      'network-density',
      'key-people',
    ],
    links: [
      ['Retention', '/admin/analytics/retention'],
      ['Models', '/admin/models'],
    ],
  },
  auditor: {
    title: 'Auditor',
    summary: 'Compliance, the validity of papers and the audit chain.',
    scope: 'HUB',
    rungs: [10, 11, 12],
    metrics: ['compliance-rate', 'validity-rate', 'audit-check', 'sign-in-failures'],
    links: [
      ['Audit', '/admin'],
      ['Compliance', '/admin/legal'],
    ],
  },
};

export const presetNames = Object.keys(presets) as Preset[];

export interface DashboardDeps {
  readonly kernel: Kernel;
  readonly figures: Figures;
  readonly own: OwnSources;
}

export function createDashboards({ kernel, figures, own }: DashboardDeps) {
  const opens = (preset: Preset, { held }: Reader) => presets[preset].rungs.some((rung) => held.has(rung));
  const summary = (preset: Preset) => {
    const { title, summary: text, scope } = presets[preset];
    return { preset, title, summary: text, scope };
  };
  return {
    list: (reader: Reader) => presetNames.filter((preset) => opens(preset, reader)).map(summary),
    async show(reader: Reader, preset: Preset, wish: RangeWish): Promise<View> {
      if (!opens(preset, reader)) throw new Fail('NOT_FOUND', 'There is no such dashboard for you.');
      const rule = presets[preset];
      const now = kernel.clock.now();
      const range = rangeOf(wish, now);
      const all = (rule.metrics ?? []).map((key) => metricsByKey.get(key)!);
      const readable = all.filter(({ part }) => mayRead(reader.held, part));
      const widgets = rule.own ? await own.widgets(kernel.database.db, reader) : new Map();
      return {
        ...summary(preset),
        range: rangeView(range),
        computedAt: now.toISOString(),
        figures: await figures.figures(readable, range),
        own: (rule.own ?? []).flatMap((key) => {
          const widget = widgets.get(key);
          return widget ? [{ key, kind: 'COMPUTED' as const, noData: null, ...widget }] : [];
        }),
        withheld: all
          .filter((metric) => !readable.includes(metric))
          .map(({ key, title, part }) => ({ key, title, needs: [...readers[part]] })),
        links: rule.links.map(([title, href]) => ({ title, href })),
      };
    },
  };
}
