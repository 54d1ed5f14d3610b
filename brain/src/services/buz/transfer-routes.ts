import type { contract } from '@smartstart/contract';
import { callerOf, type Caller, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { readIdCursor } from '../../kernel/paging.ts';
import type { Accepted } from '../ledger/index.ts';
import { readAmount } from './amounts.ts';
import type { PaymentRules } from './payment-rules.ts';
import type { Quotes } from './quotes.ts';
import type { TransferOrder, Transfers } from './transfers.ts';

type Bound = 'quote' | 'transfer' | 'transfers' | 'getTransfer' | 'cancelTransfer';

export function transferRoutes(
  parts: { readonly transfers: Transfers; readonly quotes: Quotes; readonly rules: PaymentRules },
  { db }: Pick<Database, 'db'>,
): Pick<Handlers<typeof contract.buz>, Bound> {
  const { transfers, quotes, rules } = parts;

  async function pay(caller: Caller, order: TransferOrder): Promise<Accepted> {
    try {
      await rules.requireStepUp(db, caller, order.amountMicro);
      return await transfers.send(order);
    } catch (error) {
      // A paper may have run out since the answer was lost; the money has moved all the same.
      const earlier = error instanceof Fail ? await transfers.earlier(order) : null;
      if (earlier) return earlier;
      throw error;
    }
  }

  return {
    quote: ({ query }, call) =>
      quotes.quote(db, callerOf(call), readAmount(query.amount, 'query.amount'), query.recipientId),
    async transfer({ body }, call) {
      const caller = callerOf(call);
      if (!call.idempotency) throw new Fail('IDEMPOTENCY_KEY_REQUIRED');
      const { scope, key } = call.idempotency;
      const order = {
        senderId: caller.userId,
        recipientId: body.recipientId,
        amountMicro: readAmount(body.amount),
        memo: body.memo,
        // The ledger keeps the answer itself, for ever and without a transaction of its own.
        key: `http:${scope}:${key}`,
      };
      const accepted = await pay(caller, order);
      if (accepted.replayed) call.setHeader('idempotency-replayed', 'true');
      return transfers.answer(order, accepted);
    },
    transfers: ({ query }, call) =>
      transfers.list(db, callerOf(call).userId, {
        limit: query.limit,
        before: readIdCursor(query.cursor),
        state: query.state,
      }),
    getTransfer: ({ params }, call) => transfers.get(db, callerOf(call).userId, params.transferId),
    cancelTransfer: ({ params }, call) =>
      call.transact((tx) => transfers.cancel(tx, callerOf(call).userId, params.transferId)),
  };
}
