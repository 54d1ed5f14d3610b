import { Readable } from 'node:stream';
import type { contract } from '@smartstart/contract';
import { callerOf, Download, requireVersion, type Handlers } from '../../../kernel/call.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { mayRead, readerParts } from '../metrics/definition.ts';
import { metrics, metricsByKey } from '../metrics/catalogue.ts';
import { rangeOf, type RangeWish } from '../metrics/range.ts';
import { datasets } from '../reports/custom.ts';
import { csvOf, jsonOf, parquetOf, pdfOf } from '../reports/files.ts';
import type { Definition } from '../reports/rights.ts';
import type { AnalyticsDesk } from './desk.ts';
import { liveFigures } from './live.ts';
import { questionRoutes } from './question-routes.ts';

type Routes = Handlers<typeof contract.analytics>;
type Reading = Pick<
  Routes,
  | 'metrics'
  | 'metric'
  | 'figures'
  | 'dashboards'
  | 'dashboard'
  | 'platform'
  | 'finance'
  | 'security'
  | 'legal'
  | 'live'
  | 'forecasts'
>;

/** Binds the contract of analytics. */
export function analyticsRoutes(desk: AnalyticsDesk): Routes {
  return { ...readingRoutes(desk), ...questionRoutes(desk), ...reportRoutes(desk), ...watchRoutes(desk) };
}

function readingRoutes(desk: AnalyticsDesk): Reading {
  const { figures, dashboards, forecasts, ground } = desk;
  const now = () => ground.kernel.clock.now();
  const partOf = (part: 'PLATFORM' | 'FINANCE' | 'SECURITY' | 'LEGAL') => async (query: RangeWish) => ({
    items: await figures.figures(
      metrics.filter((metric) => metric.part === part),
      rangeOf(query, now()),
    ),
  });
  return {
    metrics: (_input, call) => {
      const { held } = callerOf(call);
      return Promise.resolve({ items: metrics.filter(({ part }) => mayRead(held, part)) });
    },
    metric: ({ params: { key }, query }, call) => {
      const metric = metricsByKey.get(key);
      if (!metric || !mayRead(callerOf(call).held, metric.part))
        throw new Fail('NOT_FOUND', 'There is no such metric that you may read.');
      return figures.figure(metric, rangeOf(query, now()));
    },
    figures: async ({ query: { keys, ...wish } }, call) => {
      const { held } = callerOf(call);
      const wanted = [...new Set(keys.split(','))].flatMap((key) => {
        const metric = metricsByKey.get(key);
        return metric && mayRead(held, metric.part) ? [metric] : [];
      });
      return { items: await figures.figures(wanted, rangeOf(wish, now())) };
    },
    dashboards: (_input, call) => Promise.resolve({ items: dashboards.list(callerOf(call)) }),
    dashboard: ({ params: { preset }, query }, call) => dashboards.show(callerOf(call), preset, query),
    platform: ({ query }) => partOf('PLATFORM')(query),
    finance: ({ query }) => partOf('FINANCE')(query),
    security: ({ query }) => partOf('SECURITY')(query),
    legal: ({ query }) => partOf('LEGAL')(query),
    live: async (_input, call) => {
      await desk.live.wanted();
      return liveFigures(desk, callerOf(call).held);
    },
    forecasts: async (_input, call) => ({ items: await forecasts.list(callerOf(call).held) }),
  };
}

function reportRoutes({ reports, ground }: AnalyticsDesk) {
  const { db } = ground.kernel.database;
  const routes: Pick<
    Routes,
    | 'reportFields'
    | 'reports'
    | 'createReport'
    | 'previewReport'
    | 'report'
    | 'updateReport'
    | 'deleteReport'
    | 'runReport'
    | 'exportReport'
    | 'scheduleReport'
    | 'unscheduleReport'
  > = {
    reportFields: (_input, call) =>
      Promise.resolve({
        items: (['EVENTS', 'METRICS'] as const)
          .filter((dataset) => dataset === 'EVENTS' || readerParts(callerOf(call).held).length > 0)
          .flatMap((dataset) =>
            Object.entries(datasets[dataset]).map(([name, { title, role, type, unit, values }]) => ({
              dataset,
              name,
              title,
              role,
              type,
              unit: unit ?? null,
              values: [...(values ?? [])],
            })),
          ),
      }),
    reports: ({ query }, call) => reports.list(db, callerOf(call), query),
    createReport: ({ body }, call) => call.transact((tx) => reports.create(tx, callerOf(call), body)),
    previewReport: ({ body }, call) => reports.preview(callerOf(call), body.definition),
    report: async ({ params: { reportId } }, call) => {
      const view = await reports.get(db, callerOf(call), reportId);
      call.etag(view.version);
      return view;
    },
    updateReport: ({ params: { reportId }, body }, call) =>
      call.transact(async (tx) => {
        const view = await reports.update(tx, callerOf(call), reportId, body, (version) =>
          requireVersion(call, version),
        );
        call.etag(view.version);
        return view;
      }),
    deleteReport: ({ params: { reportId } }, call) =>
      call.transact(async (tx) => {
        await reports.remove(tx, callerOf(call), reportId);
        return {};
      }),
    runReport: ({ params: { reportId } }, call) => reports.run(db, callerOf(call), reportId),
    exportReport: async ({ params: { reportId }, body: { format } }, call) => {
      const caller = callerOf(call);
      await ground.security.require(db, caller.userId, 'ANALYTICS_EXPORT');
      const row = found(await reports.find(db, caller.userId, reportId));
      const result = await reports.run(db, caller, reportId);
      const { kernel } = ground;
      const heading = {
        title: row.name,
        description: row.description,
        hubName: kernel.config.hub.name,
        at: kernel.clock.now(),
      };
      const file =
        format === 'PARQUET'
          ? await parquetOf(ground.warehouse, result)
          : await { CSV: csvOf, JSON: jsonOf, PDF: pdfOf }[format](heading, result);
      const definition = row.definition as Definition;
      await kernel.database.transact((tx) =>
        ground.security.audit(tx, {
          actorId: caller.userId,
          action: 'report.exported',
          entity: 'report',
          entityId: reportId,
          after: {
            format,
            kind: definition.kind,
            scope: definition.scope,
            ...result.range,
            rows: result.tables.reduce((sum, { rows }) => sum + rows.length, 0),
          },
          call,
        }),
      );
      return new Download({
        stream: Readable.from([file.bytes]),
        mediaType: file.mediaType,
        fileName: `${fileNameOf(row.name)}.${file.extension}`,
        sizeBytes: file.bytes.length,
        inline: false,
      });
    },
    scheduleReport: ({ params: { reportId }, body }, call) =>
      call.transact((tx) => reports.schedule(tx, callerOf(call), reportId, body)),
    unscheduleReport: ({ params: { reportId } }, call) =>
      call.transact(async (tx) => {
        await reports.unschedule(tx, callerOf(call), reportId);
        return { stopped: true as const };
      }),
  };
  return routes;
}

function watchRoutes({ watch, ground }: AnalyticsDesk) {
  const { db } = ground.kernel.database;
  const routes: Pick<
    Routes,
    'anomalies' | 'anomalySeries' | 'acknowledgeAnomaly' | 'anomalyRules' | 'setAnomalyRule'
  > = {
    anomalies: ({ query }, call) => watch.list(db, callerOf(call), query),
    anomalySeries: ({ params: { anomalyId } }, call) => watch.series(db, callerOf(call), anomalyId),
    acknowledgeAnomaly: ({ params: { anomalyId }, body: { reason } }, call) =>
      call.transact((tx) => watch.acknowledge(tx, call, anomalyId, reason)),
    anomalyRules: async () => ({ items: await watch.rules(db) }),
    setAnomalyRule: ({ params: { rule }, body }, call) =>
      call.transact((tx) => watch.setRule(tx, call, rule, body)),
  };
  return routes;
}

/** Letters and digits that every file system takes. */
function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w -]/g, '')
    .trim()
    .replace(/\s+/g, '-');
  return plain.slice(0, 60) || 'report';
}
