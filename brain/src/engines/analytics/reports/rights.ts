import type { analyticsWire, Rung } from '@smartstart/contract';
import { Fail } from '../../../kernel/errors.ts';
import { mayRead, type MetricDefinition } from '../metrics/definition.ts';
import { metricsByKey } from '../metrics/catalogue.ts';

export type Definition = (typeof analyticsWire.reportDefinition)['_zod']['output'];
export type Kind = Definition['kind'];

/** Who reads a report: what they hold is looked up at the moment of reading, never kept. */
export interface Reader {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
}

/** The hub figures of each kind of report; a reader gets those of them that they may read. */
export const hubMetrics: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  USER_ENGAGEMENT: [
    'dau',
    'wau',
    'mau',
    'stickiness',
    'new-users',
    'activation-rate',
    'onboarding-completion',
    'retention-w1',
    'retention-w4',
    'retention-w12',
    'visits',
    'visit-length',
    'network-density',
  ],
  VENTURE_PERFORMANCE: [
    'ventures',
    'ventures-by-phase',
    'time-in-phase',
    'launch-rate',
    'pivot-rate',
    'kill-rate',
    'acceptance-rate',
    'time-to-fill',
    'match-conversion',
  ],
  PLATFORM_HEALTH: [
    'platform-health',
    'growth-rate',
    'accounts',
    'availability',
    'latency-p50',
    'latency-p95',
    'error-share',
    'requests',
    'queue-depth',
    'dead-letters',
    'job-failures',
    'audit-check',
    'sign-ins',
    'sign-in-failures',
    'support-open',
  ],
  COMPLIANCE: ['compliance-rate', 'validity-rate'],
  BUZ: [
    'buz-circulating',
    'buz-staked-ratio',
    'buz-volume',
    'buz-velocity',
    'buz-holders',
    'buz-pools',
    'governance-turnout',
  ],
  REVENUE: [
    'mrr',
    'arpu',
    'paying-seats',
    'subscription-churn',
    'trial-conversion',
    'platform-revenue',
    'payment-failures',
    'open-invoices',
    'revenue-fees',
    'umbrella-active',
    'umbrella-base',
    'umbrella-amount',
    'umbrella-on-time',
    'umbrella-payable',
  ],
};

const ownKinds: ReadonlySet<Kind> = new Set([
  'USER_ENGAGEMENT',
  'VENTURE_PERFORMANCE',
  'COMPLIANCE',
  'BUZ',
  'CUSTOM',
]);

export function readableMetrics(kind: Kind, held: ReadonlySet<Rung>): MetricDefinition[] {
  return (hubMetrics[kind] ?? []).flatMap((key) => {
    const metric = metricsByKey.get(key)!;
    return mayRead(held, metric.part) ? [metric] : [];
  });
}

/** Why this reader may not have this report; null when they may. */
export function whyNot(definition: Definition, { held }: Reader): string | null {
  if (!held.has(1)) return 'Reports are for members.';
  if (definition.scope === 'OWN')
    return ownKinds.has(definition.kind) ? null : 'There is no such report about a single person.';
  if (definition.kind === 'CUSTOM' && definition.query.dataset === 'METRICS')
    return [9, 10, 11, 12].some((rung) => held.has(rung as Rung))
      ? null
      : 'Figures of the hub are read by its administrators.';
  if (hubMetrics[definition.kind])
    return readableMetrics(definition.kind, held).length
      ? null
      : 'Figures of the hub are read by the administrators of their part.';
  return held.has(12) ? null : 'Questions over the events of everybody are for super administrators.';
}

export function requireRight(definition: Definition, reader: Reader): void {
  const why = whyNot(definition, reader);
  if (why) throw new Fail('FORBIDDEN', why);
}
