import { errorCodes, type ErrorCode, type Output, type contract } from '@smartstart/contract';
import { parseBuz, transferFeeMicro, writeBuz } from '@smartstart/units';
import type { Caller } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Ground } from './deps.ts';
import { requireLeast, type PaymentRules } from './payment-rules.ts';
import type { WalletViews } from './wallet-view.ts';

export type Quote = Output<typeof contract.buz.quote>;
type Obstacle = Quote['obstacles'][number];

export type Quotes = ReturnType<typeof createQuotes>;

/** What a transfer would cost and what would refuse it, all at once: the ledger itself names the first thing only. */
export function createQuotes({ wallets }: Ground, rules: PaymentRules, views: WalletViews) {
  async function quote(
    db: Db,
    caller: Caller,
    amountMicro: bigint,
    recipientId: string | undefined,
  ): Promise<Quote> {
    requireLeast(amountMicro, 'query.amount');
    const feeMicro = transferFeeMicro(amountMicro);
    const wallet = await views.read(db, caller.userId);
    const sender = await refusal(() => rules.requireSender(db, caller.userId));
    const recipient = recipientId ? await recipientFault(db, caller.userId, recipientId) : null;
    const identity = await refusal(() => rules.requireIdentity(db, caller.userId, amountMicro));
    const obstacles = [sender, recipient, identity].flatMap((fail) => (fail ? [obstacleOf(fail)] : []));
    return {
      amount: writeBuz(amountMicro),
      fee: writeBuz(feeMicro),
      total: writeBuz(amountMicro + feeMicro),
      available: wallet.available,
      stepUpNeeded: await rules.needsStepUp(db, caller, amountMicro),
      recipientReady: recipientId ? !recipient : null,
      obstacles: [...obstacles, ...walletObstacles(wallet, amountMicro, amountMicro + feeMicro)],
    };
  }

  function recipientFault(db: Db, senderId: string, recipientId: string): Promise<Fail | null> {
    if (senderId === recipientId) return Promise.resolve(new Fail('SELF_TRANSFER'));
    return refusal(() => wallets.requireReady(db, recipientId));
  }

  return { quote };
}

async function refusal(check: () => Promise<void>): Promise<Fail | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof Fail) return error;
    throw error;
  }
}

function obstacleOf({ code, message, details }: Fail): Obstacle {
  const papers = (details.missingPapers ?? []).map((paper) => paper.code);
  const wanted = [
    ...(papers.length ? [`Sign ${papers.join(', ')} first.`] : []),
    ...(details.missingConditions ?? []),
  ];
  return { code, text: wanted.join(' ') || (message === code ? errorCodes[code][1] : message) };
}

/** The rules of the ledger, on the figures the person sees. */
function walletObstacles(
  { available, frozen, paused, limits }: Awaited<ReturnType<WalletViews['read']>>,
  amountMicro: bigint,
  totalMicro: bigint,
): Obstacle[] {
  const obstacles: Obstacle[] = [];
  const add = (code: ErrorCode, text: string = errorCodes[code][1]) => obstacles.push({ code, text });
  if (paused) add('BUZ_PAUSED');
  if (frozen) add('WALLET_FROZEN');
  if (totalMicro > parseBuz(available))
    add('INSUFFICIENT_FUNDS', `This needs ${writeBuz(totalMicro)} BUZ; ${available} BUZ are there.`);
  const limit = (size: string, used: string, what: string) => {
    if (parseBuz(used) + amountMicro > parseBuz(size))
      add('LIMIT_EXCEEDED', `Your limit is ${size} BUZ ${what}.`);
  };
  limit(limits.perTransfer, '0.000000', 'in one transfer');
  limit(limits.perDay, limits.usedToday, 'a day');
  limit(limits.per30Days, limits.used30Days, 'in 30 days');
  return obstacles;
}
