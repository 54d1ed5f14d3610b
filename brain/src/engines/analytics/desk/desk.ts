import type { Security } from '../../security/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { Events } from '../events/events.ts';
import { eventFigures } from '../metrics/event-figures.ts';
import { createFigures } from '../metrics/figures.ts';
import { createForecasts } from '../metrics/forecasts.ts';
import { createMinutes } from '../metrics/minutes.ts';
import type { MetricSources } from '../metrics/sources.ts';
import type { Queries } from '../queries/queries.ts';
import { createDashboards } from '../reports/dashboards.ts';
import type { OwnSources } from '../reports/own.ts';
import { createReports } from '../reports/reports.ts';
import { defineSending } from '../reports/sending.ts';
import * as reportStore from '../reports/store.ts';
import { createWatch } from '../watch/watch.ts';
import { createLiveFeed } from './live-feed.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export type { MetricSources } from '../metrics/sources.ts';

export interface DeskDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly analytics: { readonly events: Events; readonly queries: Queries; readonly warehouse: Warehouse };
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<Map<string, { name: string; timeZone: string; status: string }>>;
  };
  readonly sources: MetricSources;
  readonly own: OwnSources;
}

export type AnalyticsDesk = ReturnType<typeof createAnalyticsDesk>;

/** What people read of the figures: metrics, dashboards, reports, forecasts and the watch (domain rules, section 13). */
export function createAnalyticsDesk(deps: DeskDeps) {
  const { kernel, security, people, sources, own } = deps;
  const { events, queries, warehouse } = deps.analytics;
  const figures = createFigures(kernel, { sources, events: eventFigures(deps.analytics) });
  const minutes = createMinutes(kernel);
  const forecasts = createForecasts(kernel, figures);
  const ground = { kernel, security, people, figures, queries, warehouse, events, own, sources };
  const reports = createReports(ground);
  const watch = createWatch(ground);
  const live = createLiveFeed({ ground, minutes }, security);
  defineSending(ground);
  kernel.jobs.define({
    name: 'keep-metrics',
    cron: '25 * * * *',
    run: async () => ({ days: await figures.keepDays(), ...(await forecasts.renew()) }),
  });
  kernel.outbox.subscribe('analytics-reports.erase', ['account.erased'], async (tx, { data }) => {
    await reportStore.erase(tx, String(data['userId']));
    await watch.erase(tx, String(data['userId']));
  });
  return {
    ground,
    figures,
    minutes,
    live,
    forecasts,
    reports,
    watch,
    dashboards: createDashboards({ kernel, figures, own }),
    async exportOf(db: Db, userId: string) {
      return { reports: await reportStore.ownedBy(db, userId) };
    },
    /** The days that are missing are made up for at once, so that nobody waits an hour for the first series. */
    async start() {
      minutes.start();
      live.start();
      await kernel.database.transact((tx) => kernel.jobs.enqueue(tx, 'keep-metrics', {}, null));
    },
    async close() {
      await live.stop();
      await minutes.stop();
    },
  };
}
