import type { Ranked } from '../scoring/ranking.ts';

/** The best so many of what is offered: a heap with the worst kept one on top. Ties go to the smaller id. */
export class Best {
  /** What a value must reach to be looked at. */
  floor = -Infinity;
  readonly #take: number;
  readonly #idOf: (row: number) => string;
  readonly #rows: Uint32Array;
  readonly #values: Float64Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(take: number, idOf: (row: number) => string) {
    this.#take = take;
    this.#idOf = idOf;
    this.#rows = new Uint32Array(take);
    this.#values = new Float64Array(take);
    this.#scores = new Float64Array(take);
  }

  offer(row: number, score: number, value: number): void {
    if (this.#size < this.#take) {
      this.#put(this.#size, row, score, value);
      this.#size += 1;
      this.#rise(this.#size - 1);
      if (this.#size === this.#take) this.floor = this.#values[0]!;
      return;
    }
    const worst = this.#values[0]!;
    if (value < worst || (value === worst && this.#idOf(row) > this.#idOf(this.#rows[0]!))) return;
    this.#put(0, row, score, value);
    this.#sink();
    this.floor = this.#values[0]!;
  }

  /** Those kept, best first; the heap is empty afterwards. */
  ranked(): Ranked[] {
    const list: Ranked[] = [];
    while (this.#size > 0) {
      list.push({ id: this.#idOf(this.#rows[0]!), score: this.#scores[0]!, value: this.#values[0]! });
      this.#size -= 1;
      this.#put(0, this.#rows[this.#size]!, this.#scores[this.#size]!, this.#values[this.#size]!);
      this.#sink();
    }
    return list.toReversed();
  }

  #put(at: number, row: number, score: number, value: number): void {
    this.#rows[at] = row;
    this.#scores[at] = score;
    this.#values[at] = value;
  }

  #isWorse(a: number, b: number): boolean {
    const [one, other] = [this.#values[a]!, this.#values[b]!];
    return one < other || (one === other && this.#idOf(this.#rows[a]!) > this.#idOf(this.#rows[b]!));
  }

  #swap(a: number, b: number): void {
    const [row, score, value] = [this.#rows[a]!, this.#scores[a]!, this.#values[a]!];
    this.#put(a, this.#rows[b]!, this.#scores[b]!, this.#values[b]!);
    this.#put(b, row, score, value);
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= this.#size) return;
      const worse = left + 1 < this.#size && this.#isWorse(left + 1, left) ? left + 1 : left;
      if (!this.#isWorse(worse, at)) return;
      this.#swap(worse, at);
      at = worse;
    }
  }
}
