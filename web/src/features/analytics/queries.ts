'use client';

import { skipToken, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import type {
  CohortQuery,
  FunnelQuery,
  PathQuery,
  PeopleSource,
  Preset,
  RangeQuery,
  ReportDefinition,
  RetentionQuery,
  SegmentQuery,
  TrendQuery,
} from './types';

const root = 'analytics';
/** Figures are worked out once a minute; live ones are pushed, and asked for more often where nothing is. */
const refreshMs = 60_000;
const liveMs = 10_000;
/** A question over events is work for the store: it is asked again when the reader says so. */
const question = { staleTime: 10 * refreshMs, refetchOnWindowFocus: false, retry: false } as const;

interface Signal {
  readonly signal: AbortSignal;
}
interface Paged extends Signal {
  readonly pageParam: string | null;
}
const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const from = (cursor: string | null) => (cursor ? { cursor } : {});

export const dashboardsQuery = () => ({
  queryKey: [root, 'dashboards'],
  queryFn: ({ signal }: Signal) => api.analytics.dashboards({}, { signal }),
});

export const dashboardQuery = (preset: Preset, range: RangeQuery) => ({
  queryKey: [root, 'dashboard', preset, range],
  queryFn: ({ signal }: Signal) => api.analytics.dashboard({ params: { preset }, query: range }, { signal }),
  refetchInterval: refreshMs,
});

export const metricQuery = (key: string, range: RangeQuery) => ({
  queryKey: [root, 'metric', key, range],
  queryFn: ({ signal }: Signal) => api.analytics.metric({ params: { key }, query: range }, { signal }),
});

/** Pushed every ten seconds; asked for now and then all the same, which also says that somebody looks. */
export const liveKey = [root, 'live'] as const;
export const liveQuery = (isPushed: () => boolean) => ({
  queryKey: liveKey,
  queryFn: ({ signal }: Signal) => api.analytics.live({}, { signal }),
  refetchInterval: () => (isPushed() ? refreshMs : liveMs),
});

export const forecastsQuery = () => ({
  queryKey: [root, 'forecasts'],
  queryFn: ({ signal }: Signal) => api.analytics.forecasts({}, { signal }),
});

export const eventsQuery = () => ({
  queryKey: [root, 'events'],
  queryFn: ({ signal }: Signal) => api.analytics.events({}, { signal }),
  staleTime: 5 * refreshMs,
});

/** A question over events, as it is asked; nothing is while there is none. */
export interface Question<A> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: typeof skipToken | ((context: Signal) => Promise<A>);
  readonly staleTime: number;
  readonly refetchOnWindowFocus: false;
  readonly retry: false;
}
const asking =
  <Q, A>(name: string, ask: (body: Q, signal: AbortSignal) => Promise<A>) =>
  (body: Q | null): Question<A> => ({
    queryKey: [root, name, body],
    queryFn: body === null ? skipToken : ({ signal }) => ask(body, signal),
    ...question,
  });
export const funnelQuery = asking('funnel', (body: FunnelQuery, signal) =>
  api.analytics.funnel({ body }, { signal }),
);
export const retentionQuery = asking('retention', (body: RetentionQuery, signal) =>
  api.analytics.retention({ body }, { signal }),
);
export const cohortsQuery = asking('cohorts', (body: CohortQuery, signal) =>
  api.analytics.cohorts({ body }, { signal }),
);
export const pathsQuery = asking('paths', (body: PathQuery, signal) =>
  api.analytics.paths({ body }, { signal }),
);
export const segmentQuery = asking('segment', (body: SegmentQuery, signal) =>
  api.analytics.segments({ body }, { signal }),
);
export const trendQuery = asking('trend', (body: TrendQuery, signal) =>
  api.analytics.trend({ body }, { signal }),
);

/** Every look at people is written down, so the answer is kept and not asked for again by itself. */
export const peopleQuery = (source: PeopleSource) => ({
  queryKey: [root, 'people', source],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.analytics.people({ body: { source, ...from(pageParam) } }, { signal }),
  ...paged,
  ...question,
  refetchOnReconnect: false,
});

export const reportsQuery = () => ({
  queryKey: [root, 'reports'],
  queryFn: ({ pageParam, signal }: Paged) => api.analytics.reports({ query: from(pageParam) }, { signal }),
  ...paged,
});

export const reportQuery = (reportId: string) => ({
  queryKey: [root, 'report', reportId],
  queryFn: ({ signal }: Signal) => api.analytics.report({ params: { reportId } }, { signal }),
  retry: false,
});

export const resultQuery = (reportId: string, version: number) => ({
  queryKey: [root, 'result', reportId, version],
  queryFn: ({ signal }: Signal) => api.analytics.runReport({ params: { reportId }, body: {} }, { signal }),
  ...question,
});

export const previewQuery = (definition: ReportDefinition) => ({
  queryKey: [root, 'preview', definition],
  queryFn: ({ signal }: Signal) => api.analytics.previewReport({ body: { definition } }, { signal }),
  ...question,
});

export const fieldsQuery = () => ({
  queryKey: [root, 'fields'],
  queryFn: ({ signal }: Signal) => api.analytics.reportFields({}, { signal }),
  staleTime: 5 * refreshMs,
});

export const anomaliesQuery = (state: 'OPEN' | 'ENDED' | null) => ({
  queryKey: [root, 'anomalies', state],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.analytics.anomalies(
      { query: { scope: 'HUB', ...(state ? { state } : {}), ...from(pageParam) } },
      { signal },
    ),
  ...paged,
  refetchInterval: refreshMs,
});

export const anomalySeriesQuery = (anomalyId: string) => ({
  queryKey: [root, 'anomaly-series', anomalyId],
  queryFn: ({ signal }: Signal) => api.analytics.anomalySeries({ params: { anomalyId } }, { signal }),
  staleTime: refreshMs,
});

export const rulesQuery = () => ({
  queryKey: [root, 'rules'],
  queryFn: ({ signal }: Signal) => api.analytics.anomalyRules({}, { signal }),
});

export const atRiskQuery = (level: 'HIGH' | 'MEDIUM' | 'LOW' | null) => ({
  queryKey: [root, 'at-risk', level],
  queryFn: ({ pageParam, signal }: Paged) =>
    api.insights.atRisk({ query: { ...(level ? { level } : {}), ...from(pageParam) } }, { signal }),
  ...paged,
});

/** After an act: what it may have changed is asked for again. */
export function useRefresh() {
  const client = useQueryClient();
  return useCallback(
    (...parts: ('reports' | 'report' | 'anomalies' | 'rules' | 'at-risk')[]) =>
      Promise.all(parts.map((part) => client.invalidateQueries({ queryKey: [root, part] }))),
    [client],
  );
}
