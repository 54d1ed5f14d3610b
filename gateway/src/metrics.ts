import { createServer, type Server } from 'node:http';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.6, 1, 2.5, 5, 30];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    /** Its `_count` is the number of requests by operation, method and status. */
    requests: new Histogram({
      name: 'gateway_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['route', 'method', 'status'],
      buckets,
      registers,
    }),
    upstream: new Histogram({
      name: 'gateway_upstream_duration_seconds',
      help: 'Time the Brain took to answer',
      labelNames: ['outcome'],
      buckets,
      registers,
    }),
    limited: new Counter({
      name: 'gateway_rate_limited_total',
      help: 'Requests refused by a rate limit',
      labelNames: ['class'],
      registers,
    }),
    limitStoreFailures: new Counter({
      name: 'gateway_rate_limit_store_failures_total',
      help: 'Counts kept in memory because Redis did not answer',
      registers,
    }),
    sockets: new Gauge({ name: 'gateway_sockets', help: 'Open WebSocket connections', registers }),
    socketsCut: new Counter({
      name: 'gateway_sockets_cut_total',
      help: 'Connections cut by the gateway',
      labelNames: ['reason'],
      registers,
    }),
    pushLag: new Gauge({
      name: 'gateway_push_lag_seconds',
      help: 'Age of the last message when it arrived from the Brain',
      registers,
    }),
    pushConnects: new Counter({
      name: 'gateway_push_connects_total',
      help: 'Times the push stream was opened',
      registers,
    }),
  };
}

/** A listener of its own, so that the figures are never reachable through the public port. */
export function listenMetrics(metrics: Metrics, place: { host: string; port: number }): Server {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return server.listen(place);
}
