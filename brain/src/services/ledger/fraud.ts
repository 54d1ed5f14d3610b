import { buz, dayMs, minuteMs, showBuz } from '@smartstart/units';
import type { Outflow, Signal } from './types.ts';

/** The fraud score of a transfer (domain rules, section 5.5): a rule score, summed and capped at 1. Pure. */

/** Above this a transfer is held for review. */
export const reviewAbove = 0.6;
const largeMicro = buz(500_000);
const rapidCount = 5;
const rapidMs = 10 * minuteMs;
const unusualFrom = 5;
const unusualTimes = 3n;
const youngMs = 30 * dayMs;
const youngMicro = buz(500);

export function signalsOf(
  amountMicro: bigint,
  sent: Outflow,
  memberSince: Date,
  now: Date,
): { score: number; signals: Signal[] } {
  const signals: Signal[] = [];
  if (amountMicro > largeMicro)
    signals.push({
      rule: 'LARGE',
      weight: 0.3,
      text: `${showBuz(amountMicro)} BUZ is more than 500,000 BUZ.`,
    });
  const rapid = sent.recent.filter((at) => now.getTime() - at.getTime() <= rapidMs).length;
  if (rapid >= rapidCount)
    signals.push({ rule: 'RAPID', weight: 0.4, text: `${rapid} transfers or more in the last 10 minutes.` });
  if (sent.count >= unusualFrom && amountMicro * BigInt(sent.count) > unusualTimes * sent.sumMicro) {
    const mean = sent.sumMicro / BigInt(sent.count);
    signals.push({
      rule: 'UNUSUAL',
      weight: 0.2,
      text: `${showBuz(amountMicro)} BUZ is more than three times the sender’s mean of ${showBuz(mean)} BUZ in 90 days.`,
    });
  }
  const ageMs = now.getTime() - memberSince.getTime();
  if (ageMs < youngMs && amountMicro > youngMicro)
    signals.push({
      rule: 'YOUNG_ACCOUNT',
      weight: 0.5,
      text: `The account is ${Math.floor(ageMs / dayMs)} days old, and ${showBuz(amountMicro)} BUZ is more than 500 BUZ.`,
    });
  // Weights are tenths: summed as integers, so that 0.4 + 0.2 is 0.6 and not a little more.
  const tenths = signals.reduce((sum, signal) => sum + Math.round(signal.weight * 10), 0);
  return { score: Math.min(10, tenths) / 10, signals };
}
