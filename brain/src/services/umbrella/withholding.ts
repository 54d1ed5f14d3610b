import type { Tx } from '../../kernel/db.ts';
import type { Ground, PayoutLine } from './deps.ts';
import { record } from './ground.ts';
import { post, standings } from './journal.ts';
import * as relationships from './relationship-store.ts';

/**
 * Takes what is approved and not withheld yet off a payout line of the referred member, at most the whole line. It is part
 * of the transaction that pays the line. Amounts of a suspended relationship wait, those of an ended one stay due.
 */
export async function withhold(ground: Ground, tx: Tx, line: PayoutLine): Promise<bigint> {
  let left = line.amountMinor;
  for (const id of await relationships.relationshipIdsOf(tx, [line.userId])) {
    const row = (await relationships.lockRelationship(tx, id))!;
    if (row.state === 'SUSPENDED') continue;
    const own = (await standings(tx, [id])).get(id)!.find(({ currency }) => currency === line.currency);
    const due = own ? own.approvedMinor - own.withheldMinor : 0n;
    const amountMinor = due < left ? due : left;
    if (amountMinor <= 0n) continue;
    await post(tx, {
      relationshipId: id,
      currency: line.currency,
      step: 'WITHHOLDING',
      amountMinor,
      paymentId: null,
      distributionLineId: line.lineId,
      actorId: null,
      at: ground.kernel.clock.now(),
    });
    await record(ground, tx, row, {
      event: 'withhold',
      actor: null,
      after: {
        currency: line.currency,
        amountMinor: amountMinor.toString(),
        distributionLineId: line.lineId,
      },
    });
    left -= amountMinor;
  }
  return line.amountMinor - left;
}
