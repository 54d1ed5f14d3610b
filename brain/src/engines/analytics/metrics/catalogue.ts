import { buzMetrics } from './buz-metrics.ts';
import type { MetricDefinition } from './definition.ts';
import { moneyMetrics } from './money-metrics.ts';
import { peopleMetrics } from './people-metrics.ts';
import { runningMetrics } from './running-metrics.ts';
import { ventureMetrics } from './venture-metrics.ts';

/** Every metric of the domain rules, section 13.1, defined once. */
export const metrics: readonly MetricDefinition[] = [
  ...peopleMetrics,
  ...ventureMetrics,
  ...moneyMetrics,
  ...buzMetrics,
  ...runningMetrics,
];

export const metricsByKey: ReadonlyMap<string, MetricDefinition> = new Map(
  metrics.map((one) => [one.key, one]),
);
