import { idFloor } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { loadRetiredKeys } from '../../kernel/signing-key.ts';
import { exportAnchor, readAnchors, sealAudit, verifyAudit, type AuditCheck } from './audit.ts';

export interface Sealer {
  start(): void;
  /** Seals what is left, so that a stopped installation has nothing outside the chain. */
  stop(): Promise<void>;
  seal(): Promise<number>;
  /** Verifies the whole chain now, against the exported anchors too. */
  check(): Promise<AuditCheck>;
}

const everyMs = 1_000;
/**
 * The loop looks at entries of the last hour only, else each second would cost a walk over all of them. An entry whose
 * transaction ran longer is taken by the full look, which comes at the start, at the stop and once an hour.
 */
const windowMs = 3_600_000;
const ticksPerWindow = windowMs / everyMs;

type SealerKernel = Pick<
  Kernel,
  'config' | 'database' | 'clock' | 'signingKey' | 'jobs' | 'log' | 'metrics' | 'outbox'
>;

/** Keeps the audit chain: seals every second, checks every five minutes, exports an anchor every day. */
export function createSealer({
  config,
  database,
  clock,
  signingKey,
  jobs,
  log,
  metrics,
  outbox,
}: SealerKernel): Sealer {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  let ticks = 0;
  let reported = '';

  const seal = () => sealAudit(database, clock, signingKey);

  async function sealRecent(): Promise<void> {
    const full = ticks++ % ticksPerWindow === 0;
    await sealAudit(database, clock, signingKey, full ? undefined : idFloor(windowMs));
  }

  function tick(): void {
    running ??= sealRecent()
      .catch((err: unknown) => log.error({ err }, 'the audit chain could not be sealed'))
      .finally(() => (running = undefined));
  }

  const check = () =>
    verifyAudit(database.db, [signingKey, ...loadRetiredKeys(config.dataDir)], readAnchors(config.dataDir));

  /** A break is reported at once and never repaired. One break is one report, also when it is found every five minutes. */
  async function checkAndReport(): Promise<void> {
    const { valid, firstBroken } = await check();
    metrics.auditBreaks.set(valid ? 0 : 1);
    const found = valid ? '' : JSON.stringify(firstBroken);
    if (valid || found === reported) {
      reported = found;
      return;
    }
    log.error({ firstBroken }, 'the audit chain is broken');
    await database.transact((tx) =>
      outbox.publish(tx, {
        type: 'audit.broken',
        actorId: null,
        at: clock.now().toISOString(),
        topics: [],
        data: { ...firstBroken },
      }),
    );
    reported = found;
  }

  jobs.define({ name: 'check-audit', cron: '*/5 * * * *', run: checkAndReport });
  jobs.define({
    name: 'export-anchor',
    cron: '7 0 * * *',
    run: () => exportAnchor(database.db, config.dataDir),
  });

  return {
    seal,
    check,
    start() {
      timer = setInterval(tick, everyMs);
      tick();
    },
    async stop() {
      clearInterval(timer);
      await running;
      await seal().catch((err: unknown) => log.error({ err }, 'the audit chain could not be sealed'));
    },
  };
}
