import type { Day, Decimal } from '@smartstart/units';

/** A total that changes on days: shares outstanding of a class, shares used of a plan. */
export class Timeline {
  readonly #days: Day[] = [];
  readonly #totals: Decimal[] = [];

  /** @param changes in any order; those of one day are added up */
  static of(changes: ReadonlyMap<Day, Decimal>): Timeline {
    const timeline = new Timeline();
    let total = 0n;
    for (const day of [...changes.keys()].toSorted((a, b) => a - b)) {
      total += changes.get(day)!;
      timeline.#days.push(day);
      timeline.#totals.push(total);
    }
    return timeline;
  }

  /** Adds to the total of the day and of every later one. */
  add(day: Day, change: Decimal): void {
    let at = this.#indexAfter(day);
    if (at === 0 || this.#days[at - 1] !== day) {
      this.#days.splice(at, 0, day);
      this.#totals.splice(at, 0, this.#totals[at - 1] ?? 0n);
    } else at -= 1;
    for (let index = at; index < this.#totals.length; index += 1)
      this.#totals[index] = this.#totals[index]! + change;
  }

  at(day: Day): Decimal {
    const index = this.#indexAfter(day);
    return index ? this.#totals[index - 1]! : 0n;
  }

  /** The day, and each later one on which the total changes. */
  daysFrom(day: Day): Day[] {
    return [day, ...this.#days.slice(this.#indexAfter(day))];
  }

  #indexAfter(day: Day): number {
    let [low, high] = [0, this.#days.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#days[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The value last set on or before a day: shares authorised, shares reserved. */
export class Settings {
  readonly #sets: { readonly day: Day; readonly value: Decimal | null }[] = [];

  /** @param value null for no limit */
  set(day: Day, value: Decimal | null): void {
    const at = this.#sets.findLastIndex((one) => one.day <= day) + 1;
    this.#sets.splice(at, 0, { day, value });
  }

  unset(day: Day, value: Decimal | null): void {
    const at = this.#sets.findLastIndex((one) => one.day === day && one.value === value);
    if (at >= 0) this.#sets.splice(at, 1);
  }

  at(day: Day): Decimal | null {
    return this.#sets.findLast((one) => one.day <= day)?.value ?? null;
  }

  /** The days from the given one on, on which the value changes. */
  daysFrom(day: Day): Day[] {
    return this.#sets.flatMap((one) => (one.day >= day ? [one.day] : []));
  }
}
