/** From a term's fingerprint to a number; open addressing in typed arrays, so a look-up allocates nothing. */
export interface TermTable {
  readonly size: number;
  /** The term's number, or −1. */
  find(low: number, high: number): number;
  /** The term's number; a new term gets the next one. */
  add(low: number, high: number): number;
  /** Fingerprints by number: low and high in turn. */
  fingerprints(): Int32Array;
}

export function createTermTable(expected = 1024): TermTable {
  let capacity = 16;
  while (capacity < expected * 2) capacity *= 2;
  let slots = new Int32Array(capacity);
  let lows = new Int32Array(capacity >> 1);
  let highs = new Int32Array(capacity >> 1);
  let size = 0;

  function grow(): void {
    capacity *= 2;
    slots = new Int32Array(capacity);
    const wideLows = new Int32Array(capacity >> 1);
    wideLows.set(lows);
    lows = wideLows;
    const wideHighs = new Int32Array(capacity >> 1);
    wideHighs.set(highs);
    highs = wideHighs;
    for (let number = 0; number < size; number++) {
      let slot = (lows[number]! ^ (highs[number]! >>> 7)) & (capacity - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      slots[slot] = number + 1;
    }
  }

  return {
    get size() {
      return size;
    },
    find(low, high) {
      let slot = (low ^ (high >>> 7)) & (capacity - 1);
      for (;;) {
        const number = slots[slot]! - 1;
        if (number < 0) return -1;
        if (lows[number] === low && highs[number] === high) return number;
        slot = (slot + 1) & (capacity - 1);
      }
    },
    add(low, high) {
      let slot = (low ^ (high >>> 7)) & (capacity - 1);
      for (;;) {
        const number = slots[slot]! - 1;
        if (number < 0) break;
        if (lows[number] === low && highs[number] === high) return number;
        slot = (slot + 1) & (capacity - 1);
      }
      lows[size] = low;
      highs[size] = high;
      slots[slot] = ++size;
      if (size * 2 >= capacity) grow();
      return size - 1;
    },
    fingerprints() {
      const all = new Int32Array(size * 2);
      for (let number = 0; number < size; number++) {
        all[2 * number] = lows[number]!;
        all[2 * number + 1] = highs[number]!;
      }
      return all;
    },
  };
}
