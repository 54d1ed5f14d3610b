import { supplyMicro, writeBuz } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { CallFacts, Ground } from './deps.ts';
import * as store from './operator-store.ts';
import { sumOfAccounts } from './supply-store.ts';

const verifyJob = 'verify-ledger';

/** A fault of the ledger: where it was seen, and what is wrong. */
interface Fault {
  readonly seq: number | null;
  readonly where: string;
  readonly text: string;
}

export type Checks = ReturnType<typeof createChecks>;

/** Checks the ledger by itself: the sum every five minutes, every posting each night. Both only look and tell. */
export function createChecks({ kernel, ledger, security }: Ground) {
  const { clock, database, jobs, log, metrics, outbox } = kernel;
  /** The last fault told, by the check that found it. */
  const reported = new Map<string, string>();

  /** A fault is reported at once and never repaired. One fault is one report, however often it is found. */
  async function report(check: string, fault: Fault | null): Promise<void> {
    const found = fault ? JSON.stringify(fault) : '';
    if (!fault || reported.get(check) === found) {
      reported.set(check, found);
      return;
    }
    log.error({ fault }, 'the BUZ ledger is broken');
    await database.transact((tx) =>
      outbox.publish(tx, {
        type: 'ledger.broken',
        actorId: null,
        at: clock.now().toISOString(),
        topics: [],
        data: { ...fault },
      }),
    );
    reported.set(check, found);
  }

  async function checkSupply(): Promise<void> {
    const sum = await sumOfAccounts(database.db);
    const difference = sum - supplyMicro;
    metrics.ledgerSum.set(Number(difference));
    const text = `All accounts together hold ${writeBuz(sum)} BUZ; there are ${writeBuz(supplyMicro)}.`;
    await report('supply', difference === 0n ? null : { seq: null, where: 'ledger_accounts', text });
  }

  async function verify({ progress }: Pick<JobContext, 'progress'>): Promise<Record<string, unknown>> {
    const { valid, transactions, fault } = await ledger.verify((done, total) => progress(done, total));
    const checkedAt = clock.now();
    await store.insertCheck(database.db, {
      checked_at: checkedAt,
      valid,
      transactions: BigInt(transactions),
      fault,
    });
    await report('postings', fault);
    return { valid, transactions, fault, checkedAt: checkedAt.toISOString() };
  }

  jobs.define({ name: 'check-supply', cron: '*/5 * * * *', run: checkSupply });
  jobs.define({ name: verifyJob, cron: '40 3 * * *', retryLimit: 1, run: verify });

  return {
    checkSupply,
    /** Queues the proof of the whole ledger for this operator, who can watch how far it is. */
    async start(tx: Tx, actorId: string, call: CallFacts): Promise<string> {
      const jobId = await jobs.enqueue(tx, verifyJob, {}, actorId);
      await security.audit(tx, {
        actorId,
        action: 'buz.verification-started',
        entity: 'job',
        entityId: jobId,
        call,
      });
      return jobId;
    },
  };
}
