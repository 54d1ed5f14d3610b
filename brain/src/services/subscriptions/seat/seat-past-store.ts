import type { Db } from '../../../kernel/db.ts';

/** What became of seats, as it became known. */

export interface SeatStep {
  readonly at: Date;
  /** The state of the seat from then on. */
  readonly state: string;
}

export interface SeatPast {
  /** The oldest first. */
  readonly steps: readonly SeatStep[];
  /** When payments were found to have failed. */
  readonly failures: readonly Date[];
}

/** The past of many seats at once; who never had one is left out. */
export async function pastsOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, SeatPast>> {
  if (!userIds.length) return new Map();
  const steps = await db
    .selectFrom('subscription_history')
    .select(['user_id', 'at', 'to_state as state'])
    .where('user_id', 'in', [...userIds])
    .orderBy('at')
    .orderBy('id')
    .execute();
  const failed = await db
    .selectFrom('payments')
    .select((row) => ['user_id', row.fn.coalesce('answered_at', 'settled_at', 'created_at').as('at')])
    .where('user_id', 'in', [...userIds])
    .where('state', '=', 'FAILED')
    .execute();
  const failures = Map.groupBy(failed, ({ user_id }) => user_id);
  return new Map(
    [...Map.groupBy(steps, ({ user_id }) => user_id)].map(([userId, own]) => [
      userId,
      {
        steps: own.map(({ at, state }) => ({ at, state })),
        failures: (failures.get(userId) ?? []).map(({ at }) => at),
      },
    ]),
  );
}
