/** Words as small numbers. A number is free again when its last use is released, so that the table does not grow by churn. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #words: (string | null)[] = [];
  readonly #uses: number[] = [];
  readonly #free: number[] = [];

  /** Numbers are below this. */
  get size(): number {
    return this.#words.length;
  }

  /** The number of the word, or -1 where nothing uses it. */
  find(word: string): number {
    return this.#numbers.get(word) ?? -1;
  }

  /** The number of the word, with one use more. */
  use(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) {
      this.#uses[known]! += 1;
      return known;
    }
    const number = this.#free.pop() ?? this.#words.length;
    this.#words[number] = word;
    this.#uses[number] = 1;
    this.#numbers.set(word, number);
    return number;
  }

  release(number: number): void {
    if (--this.#uses[number]! > 0) return;
    this.#numbers.delete(this.#words[number]!);
    this.#words[number] = null;
    this.#free.push(number);
  }
}
