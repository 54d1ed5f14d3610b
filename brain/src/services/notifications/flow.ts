import { addMs, hourMs } from '@smartstart/units';
import type { Places } from './telling-store.ts';

/**
 * So many mails, and so many push messages, go to one person in an hour of the clock. What comes after them in that hour
 * is gathered into one mail, and announced by one push message; nothing is lost. What is urgent is neither counted nor held.
 */
export const mailsAnHour = 30;
export const pushesAnHour = 30;

export function beginOfHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs);
}

export function endOfHour(at: Date): Date {
  return addMs(beginOfHour(at), hourMs);
}

/** How many places of each kind these need, by person. */
export function placesOf<T>(
  all: readonly T[],
  userOf: (one: T) => string,
  needOf: (one: T) => Places,
): Map<string, Places> {
  const wanted = new Map<string, Places>();
  for (const one of all) {
    const [before, need] = [wanted.get(userOf(one)), needOf(one)];
    wanted.set(userOf(one), before ? plus(before, need) : need);
  }
  return wanted;
}

/** Hands out the places that were taken, in the order they are asked for. */
export function handOut(
  taken: ReadonlyMap<string, Places>,
  wanted: ReadonlyMap<string, Places>,
): (userId: string, need: Places) => Places {
  const next = new Map([...taken].map(([userId, last]) => [userId, minus(last, wanted.get(userId)!)]));
  return (userId, need) => {
    const place = plus(next.get(userId)!, need);
    next.set(userId, place);
    return place;
  };
}

function plus(one: Places, other: Places): Places {
  return {
    seqs: one.seqs + other.seqs,
    mails: one.mails + other.mails,
    pushes: one.pushes + other.pushes,
  };
}

function minus(one: Places, other: Places): Places {
  return plus(one, { seqs: -other.seqs, mails: -other.mails, pushes: -other.pushes });
}
