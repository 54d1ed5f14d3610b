/**
 * A bounded memory in two generations. When the younger is full or has reached its age, it becomes the elder and the
 * former elder is dropped: what is used stays, nothing is scanned, and entries live between one age and two.
 */
export class Generations<Value> {
  readonly #maxEntries: number;
  readonly #ageMs: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  #turnAt: number;

  constructor(limits: { maxEntries: number; ageMs?: number }, now = Date.now()) {
    this.#maxEntries = Math.ceil(limits.maxEntries / 2);
    this.#ageMs = limits.ageMs ?? Infinity;
    this.#turnAt = now + this.#ageMs;
  }

  get(key: string): Value | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const old = this.#old.get(key);
    if (old !== undefined && this.#ageMs === Infinity) this.set(key, old);
    return old;
  }

  set(key: string, value: Value, now = Date.now()): void {
    if (this.#young.size >= this.#maxEntries || now >= this.#turnAt) {
      this.#old = now >= this.#turnAt + this.#ageMs ? new Map() : this.#young;
      this.#young = new Map();
      this.#turnAt = now + this.#ageMs;
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
