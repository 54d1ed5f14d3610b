import { createServer, type Server } from 'node:http';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** The Brain's Prometheus metrics, one registry a process. Names follow the conventions of Prometheus. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'brain_request_duration_seconds',
      help: 'Time to answer an operation',
      labelNames: ['operation', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.6, 1, 2, 5],
      registers,
    }),
    queries: new Histogram({
      name: 'brain_sql_duration_seconds',
      help: 'Time of one SQL statement',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
    events: new Counter({
      name: 'brain_events_total',
      help: 'Reactions run',
      labelNames: ['subscriber', 'outcome'],
      registers,
    }),
    outboxDepth: new Gauge({ name: 'brain_outbox_depth', help: 'Reactions waiting', registers }),
    deadLetters: new Gauge({ name: 'brain_dead_letters', help: 'Reactions that failed for good', registers }),
    jobs: new Counter({
      name: 'brain_jobs_total',
      help: 'Jobs run',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    mails: new Counter({
      name: 'brain_mails_total',
      help: 'Mails handed over',
      labelNames: ['outcome'],
      registers,
    }),
    auditBreaks: new Gauge({
      name: 'brain_audit_breaks',
      help: '1 when the last check of the audit chain failed',
      registers,
    }),
    ledgerSum: new Gauge({
      name: 'brain_ledger_sum',
      help: 'Sum of all BUZ accounts minus the supply, in micro-BUZ; 0 when right',
      registers,
    }),
  };
}

/** Serves the figures on a port of their own; `refresh` brings those up to date that are counted in the database. */
export function listenMetrics(
  metrics: Metrics,
  place: { host: string; port: number },
  refresh: () => Promise<void>,
): Server {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    refresh()
      .then(() => metrics.registry.metrics())
      .then(
        (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
  });
  return server.listen(place);
}
