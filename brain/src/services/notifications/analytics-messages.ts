import { z } from 'zod';
import { on, type Writer } from './writer.ts';

const aReport = z.object({ userId: z.string(), reportId: z.string(), name: z.string(), text: z.string() });
const anAnomaly = z.object({
  userId: z.string(),
  anomalyId: z.string(),
  title: z.string(),
  text: z.string(),
  concerns: z.enum(['USER', 'TEAM', 'HUB']),
});

/** Reports that were asked for by schedule, and what the watch over the figures found. */
export const analyticsWriters: Record<string, Writer> = {
  'report.sent': on(aReport, ({ userId, reportId, name, text }) => [
    {
      userId,
      type: 'report.ready',
      title: `Report: ${name}`,
      text,
      link: `/reports/${reportId}`,
    },
  ]),
  'report.stopped': on(aReport, ({ userId, reportId, name, text }) => [
    {
      userId,
      type: 'report.ready',
      title: `Not sent any more: ${name}`,
      text: `${text} The schedule of this report has stopped; the report itself is kept.`,
      link: `/reports/${reportId}`,
    },
  ]),
  'anomaly.found': on(anAnomaly, ({ userId, anomalyId, title, text, concerns }) => [
    {
      userId,
      type: 'anomaly.found',
      title,
      text,
      link: concerns === 'USER' ? '/insights' : '/admin/analytics/anomalies',
      key: `anomaly ${anomalyId} ${userId}`,
    },
  ]),
};
