import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { readIdCursor } from '../../kernel/paging.ts';
import { readAmount } from './amounts.ts';
import type { Holds } from './holds.ts';
import type { PaymentRules } from './payment-rules.ts';

type Bound = 'openHold' | 'holds' | 'postHold' | 'voidHold';

export function holdRoutes(
  parts: { readonly holds: Holds; readonly rules: PaymentRules },
  { db }: Pick<Database, 'db'>,
): Pick<Handlers<typeof contract.buz>, Bound> {
  const { holds, rules } = parts;
  return {
    async openHold({ body }, call) {
      const caller = callerOf(call);
      const { recipientId, memo, expiresInHours } = body;
      const amountMicro = readAmount(body.amount);
      await rules.requireStepUp(db, caller, amountMicro);
      const order = { senderId: caller.userId, recipientId, amountMicro, memo, expiresInHours };
      return call.transact((tx) => holds.open(tx, order));
    },
    holds: ({ query }, call) =>
      holds.list(db, callerOf(call).userId, {
        limit: query.limit,
        before: readIdCursor(query.cursor),
        state: query.state,
      }),
    async postHold({ params, body }, call) {
      const { userId } = callerOf(call);
      const amountMicro = body.amount === undefined ? null : readAmount(body.amount);
      try {
        return await call.transact((tx) => holds.post(tx, userId, params.holdId, amountMicro));
      } catch (error) {
        // The refusal has undone its transaction; what is out of time goes back in one of its own.
        if (error instanceof Fail && error.code === 'HOLD_EXPIRED') await holds.expire(params.holdId);
        throw error;
      }
    },
    voidHold: ({ params }, call) =>
      call.transact((tx) => holds.release(tx, callerOf(call).userId, params.holdId)),
  };
}
