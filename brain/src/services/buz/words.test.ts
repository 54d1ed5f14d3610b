import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causeText } from './causes.ts';
import { otherSide } from './counterparts.ts';
import { hubId } from '@smartstart/units';
import { isReadable, toWestern } from '../../kernel/pdf-letters.ts';
import { plainCell } from '../../kernel/plain-cell.ts';

describe('causes in words', () => {
  test.each([
    ['genesis', 'GENESIS', undefined, 'Genesis: the whole supply goes to the pools'],
    ['transfer', 'TRANSFER', undefined, 'Transfer'],
    ['transfer', 'FEE', undefined, 'Fee of a transfer'],
    ['transfer', 'HOLD', undefined, 'Transfer held for review'],
    ['transfer', 'RELEASE', undefined, 'Held transfer returned'],
    ['hold', 'HOLD', undefined, 'Reserved for a payment'],
    ['hold', 'TRANSFER', undefined, 'Payment of what was reserved'],
    ['claim', 'REWARD', 'Profile completed', 'Reward: Profile completed'],
    ['claim', 'ALLOCATION', 'Welcome', 'Allocation: Welcome'],
    ['claim', 'REVERSAL', 'Welcome', 'Taken back: Welcome'],
    ['charge', 'CHARGE', 'Close a venture', 'Charge: Close a venture'],
    ['charge', 'REFUND', 'Close a venture', 'Refund: Close a venture'],
    ['charge', 'CHARGE', undefined, 'Charge'],
    ['stake', 'STAKE', undefined, 'Staked'],
    ['stake', 'UNSTAKE', undefined, 'Stake returned'],
    ['stake', 'INTEREST', undefined, 'Interest of a stake'],
    ['stake', 'PENALTY', undefined, 'Penalty for leaving a stake early'],
    ['award', 'AWARD', undefined, 'Award of the hub'],
    ['pool-release', 'POOL_RELEASE', undefined, 'Paid out of a pool'],
    ['burn', 'BURN', undefined, 'Burned for good'],
    ['treasury-return', 'ALLOCATION', undefined, 'Returned from the treasury to the rewards pool'],
    ['reversal', 'REVERSAL', undefined, 'Correction of an earlier transaction'],
    ['reversal', 'RELEASE', undefined, 'Given back by a correction'],
    ['account.erased', 'CHARGE', undefined, 'Left over when an account was closed'],
    ['something else', 'TRANSFER', undefined, 'Transfer'],
  ])('%s %s (%s) reads “%s”', (type, kind, label, text) => {
    expect(causeText(type, kind, label)).toBe(text);
  });
});

describe('the other side of a posting', () => {
  const line = (owner_id: string, account: string, kind: string, amount_micro: bigint) => ({
    owner_id,
    account,
    kind,
    amount_micro,
  });
  const transfer = [
    line('ada', 'AVAILABLE', 'TRANSFER', -10n),
    line('ben', 'AVAILABLE', 'TRANSFER', 10n),
    line('ada', 'AVAILABLE', 'FEE', -1n),
    line(hubId, 'TREASURY', 'FEE', 1n),
  ];

  test('is who got it, for the amount and for the fee', () => {
    expect(transfer.map((own) => otherSide(own, transfer)?.owner_id)).toEqual(['ben', 'ada', hubId, 'ada']);
  });

  test('is found by the amount where all lines are of one kind', () => {
    const undone = transfer.map((one) => line(one.owner_id, one.account, 'REVERSAL', -one.amount_micro));
    expect(undone.map((own) => otherSide(own, undone)?.owner_id)).toEqual(['ben', 'ada', hubId, 'ada']);
  });

  test('is nobody where somebody only sets aside what is theirs', () => {
    const hold = [line('ada', 'AVAILABLE', 'HOLD', -10n), line('ada', 'HELD', 'HOLD', 10n)];
    expect(hold.map((own) => otherSide(own, hold))).toEqual([null, null]);
  });
});

describe('letters of the PDF', () => {
  test.each([
    ['José Ñandú', 'José Ñandú'],
    ['Łukasz Żółć', 'Lukasz Zólc'],
    ['Жанна Щербакова', 'Zhanna Shcherbakova'],
    ['Ольга Юрьевна', 'Olga Yurevna'],
    ['Αλέξανδρος', 'Alexandros'],
    ['“Euro” – €', '“Euro” – €'],
    ['山田', '??'],
    ['line\nbreak\u200b\u202e', 'line break'],
    ['ﬁnance', 'finance'],
  ])('%s is written %s', (text, written) => {
    expect(toWestern(text)).toBe(written);
    expect(isReadable(text)).toBe(!written.includes('?'));
  });

  test('are always ones the font has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toWestern(text)).toMatch(/^[\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/);
      }),
    );
  });
});

test('cells of a CSV never begin like a formula', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(plainCell(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(plainCell(text).replace(/^'(?=[=+\-@\t\r\n])/, '')).toBe(text);
    }),
  );
  expect(plainCell("'=1")).toBe("'=1");
});
