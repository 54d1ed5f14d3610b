import type { Caller } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { buz, minuteMs } from '@smartstart/units';
import type { Ground } from './deps.ts';
import { identityAboveMicro, type WalletViews } from './wallet-view.ts';

/** Less is not worth a line in the ledger (section 5.5). */
export const leastMicro = buz(1) / 100n;
const stepUpMs = 10 * minuteMs;

export interface Order {
  readonly senderId: string;
  readonly recipientId: string;
  readonly amountMicro: bigint;
}

export type PaymentRules = ReturnType<typeof createPaymentRules>;

/**
 * Who may pay whom how much (section 5.5); balance, limits, pause, freeze and fraud score are the ledger's. Outside a
 * transaction all of it is answered from memory, but for the identity behind a large amount.
 */
export function createPaymentRules(
  { kernel, security, wallets, stepUpOf }: Ground,
  views: Pick<WalletViews, 'stepUpAboveOf'>,
) {
  const { clock } = kernel;

  async function requirePayment(db: Db, { senderId, recipientId, amountMicro }: Order): Promise<void> {
    requireLeast(amountMicro);
    if (senderId === recipientId) throw new Fail('SELF_TRANSFER');
    await requireSender(db, senderId);
    await wallets.requireReady(db, recipientId);
    await requireIdentity(db, senderId, amountMicro);
  }

  async function requireSender(db: Db, senderId: string): Promise<void> {
    const standing = await (db.isTransaction
      ? security.stand(db, senderId, 'BUZ_TRANSFER')
      : security.recall(senderId, 'BUZ_TRANSFER'));
    const { open, gate, missingPapers, missingConditions } = standing;
    if (!open) throw new Fail('GATE_BLOCKED', undefined, { gate, missingPapers, missingConditions });
    await wallets.open(db, senderId);
  }

  async function requireIdentity(db: Db, senderId: string, amountMicro: bigint): Promise<void> {
    if (amountMicro <= identityAboveMicro) return;
    const now = clock.now();
    const verified = (await security.facts(db, senderId)).some(
      (fact) => fact.kind === 'IDENTITY_VERIFIED' && (fact.until === null || fact.until > now),
    );
    if (verified) return;
    throw new Fail('GATE_BLOCKED', 'More than 5,000 BUZ in one transfer needs a verified identity.', {
      gate: 'BUZ_TRANSFER',
      missingPapers: [],
      missingConditions: ['Have your identity verified by the hub.'],
    });
  }

  /** Does this amount ask for a proof of identity that the session has not given of late. */
  async function needsStepUp(db: Db, { userId, sessionId }: Caller, amountMicro: bigint): Promise<boolean> {
    if (amountMicro <= (await views.stepUpAboveOf(db, userId))) return false;
    const at = await stepUpOf(sessionId);
    return !at || clock.now().getTime() - at.getTime() > stepUpMs;
  }

  return {
    requirePayment,
    requireSender,
    requireIdentity,
    needsStepUp,
    async requireStepUp(db: Db, caller: Caller, amountMicro: bigint): Promise<void> {
      if (await needsStepUp(db, caller, amountMicro)) throw new Fail('STEP_UP_REQUIRED');
    },
  };
}

export function requireLeast(amountMicro: bigint, path = 'body.amount'): void {
  if (amountMicro >= leastMicro) return;
  const message = 'The least that can be sent is 0.01 BUZ.';
  throw new Fail('AMOUNT_INVALID', message, { fields: [{ path, message }] });
}
