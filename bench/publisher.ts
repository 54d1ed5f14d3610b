import { openDatabase } from '../brain/src/kernel/db.ts';
import { createLog } from '../brain/src/kernel/log.ts';
import { createMetrics } from '../brain/src/kernel/metrics.ts';
import { createOutbox, type Event } from '../brain/src/kernel/outbox.ts';

export interface Publisher {
  publish(event: Event): Promise<void>;
  close(): Promise<void>;
}

/** Writes events into the outbox of an installation as its services do, from a process beside it. */
export function openPublisher(databaseUrl: string): Publisher {
  const log = createLog('warn', 'publisher');
  const metrics = createMetrics();
  const database = openDatabase({ connectionString: databaseUrl, max: 2 }, log, metrics);
  const outbox = createOutbox(database, log, metrics);
  // Only the name counts here: the Brain runs the reaction.
  outbox.subscribe('notifications', ['work.news'], () => Promise.resolve());
  return {
    publish: (event) => database.transact((tx) => outbox.publish(tx, event)),
    close: () => database.close(),
  };
}
