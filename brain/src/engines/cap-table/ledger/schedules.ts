import { dayOf, parseDecimal, type Day } from '@smartstart/units';
import { installmentsOf, scheduleOf, type Schedule } from '../vesting/schedule.ts';
import type { Ledger } from './ledger.ts';
import type { OcfTransaction } from '../ocf/objects.ts';
import type { Security, VestingRecord } from './securities.ts';
import { beforeSplits } from './splits.ts';

/** The vesting of securities, worked out when it is first asked for. */
export class Schedules {
  readonly #ledger: Ledger;
  /** Most grants of a venture share their terms; equal ones share their schedule. */
  readonly #shared = new Map<string, Schedule>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Null when the security has vested from the start. */
  of(security: Security): Schedule | null {
    const { issuance, quantity } = security;
    if (issuance.object_type === 'TX_CONVERTIBLE_ISSUANCE') return null;
    const record = security.vesting;
    if (record?.schedule) return record.schedule;
    if (!issuance.vestings && issuance.vesting_terms_id === undefined) return null;
    const simple =
      !record || (record.starts.length <= 1 && !record.events.length && !record.accelerations.length);
    const key =
      simple && !issuance.vestings
        ? `${issuance.vesting_terms_id} ${quantity} ${record?.starts[0]?.conditionId} ${record?.starts[0]?.day}`
        : null;
    const known = key === null ? undefined : this.#shared.get(key);
    const schedule = known ?? this.#workOut(security);
    if (key !== null) this.#shared.set(key, schedule);
    if (record) record.schedule = schedule;
    return schedule;
  }

  clear(): void {
    this.#shared.clear();
  }

  /** In shares as they were counted when they were issued. */
  #workOut({ issuance, issued, classId, quantity, vesting }: Security): Schedule {
    if (issuance.object_type === 'TX_CONVERTIBLE_ISSUANCE') throw new Error('Convertibles do not vest.');
    const splits = this.#ledger.splitsOf(classId);
    const accelerations = (vesting?.accelerations ?? []).map((one) => ({
      day: one.day,
      quantity: beforeSplits(one.quantity, splits, issued, one.day),
    }));
    if (issuance.vestings) {
      const stated = issuance.vestings.map(({ date, amount }) => ({
        day: dayOf(date),
        quantity: parseDecimal(amount),
        conditionId: null,
      }));
      return scheduleOf(stated, quantity, accelerations);
    }
    const terms = this.#ledger.terms.get(issuance.vesting_terms_id!)!;
    const facts = vesting ?? { starts: [], events: [], accelerations: [] };
    return scheduleOf(installmentsOf(terms, quantity, facts), quantity, accelerations);
  }
}

export type VestingFact = Extract<
  OcfTransaction,
  { object_type: 'TX_VESTING_START' | 'TX_VESTING_EVENT' | 'TX_VESTING_ACCELERATION' }
>;

/** What is recorded about a vesting once this has happened, too. */
export function withFact(before: VestingRecord | null, tx: VestingFact, day: Day): VestingRecord {
  const { starts = [], events = [], accelerations = [] } = before ?? {};
  switch (tx.object_type) {
    case 'TX_VESTING_ACCELERATION': {
      const more = { day, quantity: parseDecimal(tx.quantity) };
      return { starts, events, accelerations: [...accelerations, more], schedule: null };
    }
    case 'TX_VESTING_START': {
      const more = { conditionId: tx.vesting_condition_id, day };
      return { starts: [...starts, more], events, accelerations, schedule: null };
    }
    default: {
      const more = { conditionId: tx.vesting_condition_id, day };
      return { starts, events: [...events, more], accelerations, schedule: null };
    }
  }
}
