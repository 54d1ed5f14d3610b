import { rmSync, mkdirSync, chmodSync } from 'node:fs';
import path from 'node:path';
import { contract } from '@smartstart/contract';
import type { Config } from './config.ts';
import { createSecurity, type Security } from './engines/security/index.ts';
import { createHttp, type Http } from './kernel/http.ts';
import { createKernel, type Kernel, type KernelOverrides } from './kernel/kernel.ts';

export interface Brain {
  readonly kernel: Kernel;
  readonly http: Http;
  readonly security: Security;
  /** Opens the socket and starts background work. */
  listen(): Promise<string>;
  /** Finishes what runs, then lets go of everything. */
  close(): Promise<void>;
}

/** The composition root: the one place that knows every module and hands each what it needs. */
export async function createBrain(config: Config, overrides: KernelOverrides = {}): Promise<Brain> {
  const kernel = await createKernel(config, overrides);
  const security = createSecurity(kernel.database, kernel.clock);
  const { listen } = config;
  const http = createHttp({
    keys: config.callKeys,
    database: kernel.database,
    gatekeeper: security,
    log: kernel.log,
    metrics: kernel.metrics,
    ...('tls' in listen && listen.tls ? { tls: listen.tls } : {}),
  });
  void contract;
  return { kernel, http, security, listen: () => start(kernel, http), close: () => stop(kernel, http) };
}

async function start(kernel: Kernel, http: Http): Promise<string> {
  const { listen } = kernel.config;
  kernel.outbox.start();
  kernel.mailer.start();
  await kernel.jobs.start();
  if (!('socketPath' in listen)) return http.app.listen({ host: listen.host, port: listen.port });
  mkdirSync(path.dirname(listen.socketPath), { recursive: true, mode: 0o700 });
  rmSync(listen.socketPath, { force: true });
  const address = await http.app.listen({ path: listen.socketPath });
  chmodSync(listen.socketPath, 0o600);
  return address;
}

async function stop(kernel: Kernel, http: Http): Promise<void> {
  await http.app.close();
  await kernel.jobs.stop();
  await kernel.outbox.stop();
  await kernel.mailer.stop();
  await kernel.dispose();
}
