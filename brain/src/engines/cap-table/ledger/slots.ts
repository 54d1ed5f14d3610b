import type { SecurityKind } from './securities.ts';

/** What a line of the table is for. */
export interface Slot {
  readonly stakeholderId: string;
  readonly kind: SecurityKind;
  readonly classId: string | null;
  readonly planId: string | null;
}

/** The lines a table may have, numbered: a sum over securities then needs no lookup. */
export class Slots {
  readonly all: Slot[] = [];
  readonly #numbers = new Map<string, number>();

  of(line: Slot): number {
    const key = `${line.stakeholderId} ${line.kind} ${line.classId} ${line.planId}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push(line) - 1;
  }
}
