type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** The column with room for so many rows; what it holds stays. */
export function grown<T extends Column>(column: T, capacity: number): T {
  if (column.length >= capacity) return column;
  const Kind = column.constructor as new (length: number) => T;
  const larger = new Kind(capacity);
  larger.set(column as never);
  return larger;
}

/** Which row an id has. The row of a removed id goes to the next new one, so rows stay dense under churn. */
export class Rows {
  readonly #rows = new Map<string, number>();
  readonly #ids: (string | null)[] = [];
  readonly #free: number[] = [];

  /** Rows are below this; some of them may be free. */
  get end(): number {
    return this.#ids.length;
  }

  get count(): number {
    return this.#rows.size;
  }

  find(id: string): number {
    return this.#rows.get(id) ?? -1;
  }

  /** The id of a row in use. */
  idOf(row: number): string {
    return this.#ids[row]!;
  }

  add(id: string): number {
    const row = this.#free.pop() ?? this.#ids.length;
    this.#ids[row] = id;
    this.#rows.set(id, row);
    return row;
  }

  remove(row: number): void {
    this.#rows.delete(this.#ids[row]!);
    this.#ids[row] = null;
    this.#free.push(row);
  }
}

/** One list of numbers a row, all in one array, which is packed anew whenever it is full. */
export class Lists {
  data = new Uint32Array(64);
  starts = new Uint32Array(16);
  lengths = new Uint32Array(16);
  #end = 0;
  #used = 0;

  set(row: number, values: readonly number[]): void {
    if (row >= this.starts.length) {
      this.starts = grown(this.starts, (row + 1) * 2);
      this.lengths = grown(this.lengths, (row + 1) * 2);
    }
    this.#used += values.length - this.lengths[row]!;
    if (values.length > this.lengths[row]!) {
      this.lengths[row] = 0;
      if (this.#end + values.length > this.data.length) this.#pack(values.length);
      this.starts[row] = this.#end;
      this.#end += values.length;
    }
    this.lengths[row] = values.length;
    this.data.set(values, this.starts[row]);
  }

  get(row: number): Uint32Array {
    const start = this.starts[row] ?? 0;
    return this.data.subarray(start, start + (this.lengths[row] ?? 0));
  }

  /** Whether one of the numbers, without its last bits, is among these few. */
  hasAny(row: number, wanted: readonly number[], bits: number): boolean {
    for (let at = this.starts[row]!, end = at + this.lengths[row]!; at < end; at++)
      if (wanted.includes(this.data[at]! >>> bits)) return true;
    return false;
  }

  /** Puts the lists side by side, in an array twice as long as what they will need. */
  #pack(more: number): void {
    const packed = new Uint32Array(Math.max(64, (this.#used + more) * 2));
    let end = 0;
    for (let row = 0; row < this.starts.length; row++) {
      const length = this.lengths[row]!;
      if (length === 0) continue;
      packed.set(this.data.subarray(this.starts[row]!, this.starts[row]! + length), end);
      this.starts[row] = end;
      end += length;
    }
    this.data = packed;
    this.#end = end;
  }
}

/** The rows that have a term, with a level each, in no order. */
export class Posting {
  rows = new Uint32Array(4);
  levels = new Uint8Array(4);
  size = 0;

  add(row: number, level: number): void {
    if (this.size === this.rows.length) {
      this.rows = grown(this.rows, this.size * 2);
      this.levels = grown(this.levels, this.size * 2);
    }
    this.rows[this.size] = row;
    this.levels[this.size] = level;
    this.size += 1;
  }

  remove(row: number): void {
    const at = this.rows.subarray(0, this.size).indexOf(row);
    if (at < 0) return;
    this.size -= 1;
    this.rows[at] = this.rows[this.size]!;
    this.levels[at] = this.levels[this.size]!;
  }
}
