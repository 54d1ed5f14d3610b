/** Running balances of all accounts: flat arrays, about 150 bytes an account, so that millions fit in memory. */
export interface Tally {
  /** Moves the account and answers with its new balance. */
  add(owner: string, account: string, amountMicro: bigint, seq: bigint): bigint;
  /** Makes sure that the account is there, with nothing in it if it is new. */
  open(owner: string, account: string, seq: bigint): void;
  /** What an account should be; undefined when it was never touched. It counts as seen from now on. */
  take(owner: string, account: string): { balanceMicro: bigint; lastSeq: bigint } | undefined;
  /** An account nobody has taken, `owner/account`. */
  missing(): string | undefined;
  size(): number;
}

const firstSize = 1_024;

export function createTally(): Tally {
  const places = new Map<string, number>();
  let balances = new BigInt64Array(firstSize);
  let lastSeqs = new BigInt64Array(firstSize);
  let seen = new Uint8Array(firstSize);

  function placeOf(key: string): number {
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = places.size;
    places.set(key, place);
    if (place === balances.length) {
      balances = grown(balances, new BigInt64Array(place * 2));
      lastSeqs = grown(lastSeqs, new BigInt64Array(place * 2));
      seen = grown(seen, new Uint8Array(place * 2));
    }
    return place;
  }

  return {
    add(owner, account, amountMicro, seq) {
      const place = placeOf(`${owner}/${account}`);
      const balance = balances[place]! + amountMicro;
      balances[place] = balance;
      lastSeqs[place] = seq;
      return balance;
    },
    open(owner, account, seq) {
      const place = placeOf(`${owner}/${account}`);
      if (lastSeqs[place] === 0n) lastSeqs[place] = seq;
    },
    take(owner, account) {
      const place = places.get(`${owner}/${account}`);
      if (place === undefined) return undefined;
      seen[place] = 1;
      return { balanceMicro: balances[place]!, lastSeq: lastSeqs[place]! };
    },
    missing() {
      for (const [key, place] of places) if (!seen[place]) return key;
      return undefined;
    },
    size: () => places.size,
  };
}

function grown<T extends BigInt64Array | Uint8Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
