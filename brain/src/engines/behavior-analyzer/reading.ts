import { callerOf, type Call } from '../../kernel/call.ts';
import { readCursor, requireId } from '../../kernel/paging.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Ground } from './deps.ts';

/** Lists of people for operators: where a page begins, and who read it. */

/** The rank and the person after whom the page begins; null for the first. */
export function readPlace(cursor: string | undefined): { rank: number; userId: string } | null {
  const key = readCursor(cursor, 2);
  if (!key) return null;
  const [rank, userId] = key;
  if (typeof rank === 'number' && Number.isFinite(rank)) return { rank, userId: requireId(userId) };
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}

/** Who looked at whom is written down: the list names people. */
export function noteReading(
  ground: Ground,
  call: Call,
  items: readonly { readonly userId: string }[],
): Promise<void> {
  const { userId } = callerOf(call);
  return ground.kernel.database.transact((tx) =>
    ground.security.audit(tx, {
      actorId: userId,
      action: 'insight.risk-read',
      entity: 'insight',
      entityId: userId,
      after: { people: items.map((one) => one.userId) },
    }),
  );
}
