import { rmSync, mkdirSync, chmodSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import { createSealer, createSecurity, type Sealer, type Security } from './engines/security/index.ts';
import { createHttp, type Http } from './kernel/http.ts';
import { createKernel, type Kernel, type KernelOverrides } from './kernel/kernel.ts';
import { listenMetrics } from './kernel/metrics.ts';
import { bindInternal } from './internal.ts';
import { addExportSections, bindContract, mayFollow } from './bindings.ts';
import { createServices, type Services } from './composition.ts';

export interface Brain {
  readonly kernel: Kernel;
  readonly http: Http;
  readonly security: Security;
  readonly services: Services;
  /** Opens the socket and starts background work. */
  listen(): Promise<string>;
  /** Finishes what runs, then lets go of everything. */
  close(): Promise<void>;
}

/** From the settings to a Brain that can listen. */
export async function createBrain(config: Config, overrides: KernelOverrides = {}): Promise<Brain> {
  const kernel = await createKernel(config, overrides);
  const { database, log, metrics } = kernel;
  const security = createSecurity(kernel);
  const sealer = createSealer(kernel);
  const http = createHttp({
    keys: config.callKeys,
    database,
    gatekeeper: security,
    log,
    metrics,
    ...tlsOf(config),
  });
  const services = createServices(kernel, security, sealer);

  addExportSections(services, database.db);
  bindContract(http, kernel, services);
  const internal = bindInternal(http, kernel, {
    mayFollow: (topic, userId) => mayFollow(services, database.db, topic, userId),
    onLive: services.analyticsDesk.live.listen,
  });
  const { legal, models, ledger, buz, gamification } = services;
  await legal.publish();
  await models.register();
  await ledger.open();
  await buz.publish();
  await gamification.publish();
  const parts = { kernel, http, security, sealer, internal, services };
  return {
    kernel,
    http,
    security,
    services,
    listen: () => start(parts),
    close: () => stop(parts),
  };
}

function tlsOf({ listen }: Config) {
  return 'tls' in listen && listen.tls ? { tls: listen.tls } : {};
}

interface Parts {
  readonly kernel: Kernel;
  readonly http: Http;
  readonly security: Security;
  readonly sealer: Sealer;
  readonly internal: { close(): void };
  readonly services: Services;
}

async function start({ kernel, http, sealer, services }: Parts): Promise<string> {
  const { sealing, buz, notifications, matching, analytics, analyticsDesk } = services;
  const { listen, metrics } = kernel.config;
  await sealing.start();
  buz.start();
  kernel.outbox.start();
  kernel.mailer.start();
  notifications.courier.start();
  sealer.start();
  await kernel.jobs.start();
  matching.start();
  analytics.start();
  await analyticsDesk.start();
  if (metrics) serveFigures(kernel, metrics);
  if (!('socketPath' in listen)) return http.app.listen({ host: listen.host, port: listen.port });
  mkdirSync(path.dirname(listen.socketPath), { recursive: true, mode: 0o700 });
  rmSync(listen.socketPath, { force: true });
  const address = await http.app.listen({ path: listen.socketPath });
  chmodSync(listen.socketPath, 0o600);
  return address;
}

function serveFigures({ metrics, outbox }: Kernel, place: { host: string; port: number }): void {
  const server = listenMetrics(metrics, place, async () => {
    const { waiting, dead } = await outbox.depth();
    metrics.outboxDepth.set(waiting);
    metrics.deadLetters.set(dead);
  });
  server.unref();
}

/** What runs is finished first: requests, jobs, reactions, mails, the audit chain; then the connections go. */
async function stop({ kernel, http, security, sealer, internal, services }: Parts): Promise<void> {
  const { sealing, buz, notifications, matching, analytics, analyticsDesk } = services;
  internal.close();
  await http.app.close();
  await matching.close();
  await kernel.jobs.stop();
  await sealing.close();
  await kernel.outbox.stop();
  await analyticsDesk.close();
  await analytics.close();
  await buz.stop();
  await notifications.courier.stop();
  await kernel.mailer.stop();
  await sealer.stop();
  await security.close();
  await kernel.dispose();
}
