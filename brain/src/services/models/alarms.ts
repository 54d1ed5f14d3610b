import type { Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './serving-store.ts';

export interface Alarms {
  /** Once for each kind and version, and the operators are told; false while the same one stands already. */
  raise(tx: Tx, alarm: NewAlarm): Promise<boolean>;
  /** What a later check found to be over. */
  over(tx: Tx, alarm: Omit<NewAlarm, 'detail'>): Promise<void>;
}

export interface NewAlarm {
  readonly name: string;
  readonly version: string;
  readonly kind: store.AlarmKind;
  /** A sentence for the operator. */
  readonly detail: string;
}

export function createAlarms({ outbox, clock }: Pick<Kernel, 'outbox' | 'clock'>): Alarms {
  return {
    async raise(tx, alarm) {
      const now = clock.now();
      if (!(await store.raise(tx, { id: newId(), ...alarm, raised_at: now }))) return false;
      await outbox.publish(tx, {
        type: 'model.alarm',
        actorId: null,
        at: now.toISOString(),
        topics: [],
        data: { name: alarm.name, version: alarm.version, kind: alarm.kind },
      });
      return true;
    },
    async over(tx, alarm) {
      const end = { at: clock.now(), by: null, why: 'A later check found nothing any more.' };
      await store.endAlarm(tx, alarm, end);
    },
  };
}
