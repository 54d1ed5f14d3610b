/**
 * The ledger as the domain rules tell it (sections 5.1 and 5.5), written a second time in the simplest way: a map of
 * balances and lists of what happened. Property tests hold the real one against it.
 */

export interface Move {
  /** `owner/account` */
  readonly from: string;
  readonly to: string;
  readonly micro: bigint;
}

/** Something that is asked of the ledger. */
export interface Ask {
  readonly key: string;
  /** One key with one body is one request. */
  readonly body: string;
  readonly moves: readonly Move[];
  /** Gives back or undoes: goes on in a pause and with a frozen wallet. */
  readonly givesBack?: boolean;
  readonly undoes?: string;
  readonly payment?: { readonly senderId: string; readonly micro: bigint; readonly reserve: boolean };
}

export interface Person {
  readonly id: string;
  readonly memberSince: Date;
  frozen: boolean;
  perTransferMicro: bigint;
  perDayMicro: bigint;
  per30DaysMicro: bigint;
}

/** A payment that counts against limits. */
export interface Payment {
  readonly transactionId: string;
  readonly at: Date;
  micro: bigint;
  /** Given back as a whole; it still was one of those in quick succession. */
  void: boolean;
}

/** What the rules say to an ask. Any of the refusals may be the one that is told. */
export type Expected =
  | { readonly is: 'REPEATED'; readonly transactionId: string }
  | { readonly is: 'REFUSED'; readonly codes: ReadonlySet<string> }
  | { readonly is: 'POSTED' | 'RESERVED' | 'HELD' };

const million = 1_000_000_000_000n;
const hubOwner = '00000000-0000-0000-0000-000000000000';
const poolsAtGenesis: Record<string, bigint> = {
  STAKING: 200n * million,
  USER_REWARDS: 150n * million,
  COMMUNITY: 100n * million,
  VENTURE_FUND: 100n * million,
  RESERVE: 200n * million,
  LIQUIDITY: 100n * million,
  TEAM: 150n * million,
};
const minuteMs = 60_000;
const dayMs = 86_400_000;

export const hubAccount = (name: string): string => `${hubOwner}/${name}`;

export type Model = ReturnType<typeof createModel>;

export function createModel(genesisAt: Date, people: readonly Person[]) {
  const balances = new Map<string, bigint>();
  for (const [pool, micro] of Object.entries(poolsAtGenesis)) balances.set(hubAccount(pool), micro);
  for (const name of ['TREASURY', 'INTEREST_RESERVED', 'BURNED']) balances.set(hubAccount(name), 0n);
  const answers = new Map<string, { body: string; transactionId: string }>();
  const undone = new Set<string>();
  const sent = new Map<string, Payment[]>(people.map(({ id }) => [id, []]));
  let paused = false;

  const personOf = (id: string) => people.find((person) => person.id === id);
  const balanceOf = (account: string) => balances.get(account) ?? 0n;

  function expect(ask: Ask, now: Date): Expected {
    const before = answers.get(ask.key);
    if (before && before.body !== ask.body)
      return { is: 'REFUSED', codes: new Set(['IDEMPOTENCY_KEY_REUSED']) };
    if (before) return { is: 'REPEATED', transactionId: before.transactionId };
    const codes = new Set([...standing(ask), ...cover(ask, now), ...limits(ask, now)]);
    const suspicious = ask.payment !== undefined && scoreOf(ask.payment, now) > 6;
    if (suspicious && ask.payment.reserve) codes.add('TRANSFER_SUSPICIOUS');
    if (codes.size) return { is: 'REFUSED', codes };
    if (suspicious) return { is: 'HELD' };
    return { is: ask.payment?.reserve ? 'RESERVED' : 'POSTED' };
  }

  /** Who takes part, and whether anything is closed. */
  function standing(ask: Ask): string[] {
    const codes: string[] = [];
    if (ask.undoes && undone.has(ask.undoes)) codes.push('ALREADY_EXISTS');
    for (const { from, to } of ask.moves) {
      for (const account of [from, to]) {
        const owner = account.split('/')[0]!;
        if (owner !== hubOwner && !personOf(owner)) codes.push('RECIPIENT_UNKNOWN');
      }
      if (ask.givesBack) continue;
      if (paused) codes.push('BUZ_PAUSED');
      const [owner, account] = from.split('/') as [string, string];
      if (account === 'AVAILABLE' && personOf(owner)?.frozen) codes.push('WALLET_FROZEN');
    }
    return codes;
  }

  /** Nothing falls below zero, and no pool gives more than its year allows. */
  function cover(ask: Ask, now: Date): string[] {
    const after = new Map<string, bigint>();
    for (const { from, to, micro } of ask.moves) {
      after.set(from, (after.get(from) ?? balanceOf(from)) - micro);
      after.set(to, (after.get(to) ?? balanceOf(to)) + micro);
    }
    const codes: string[] = [];
    for (const { from } of ask.moves) {
      const pool = from.startsWith(hubOwner) ? from.split('/')[1]! : '';
      const isPool = pool in poolsAtGenesis;
      if (after.get(from)! < 0n) codes.push(isPool ? 'POOL_CLOSED' : 'INSUFFICIENT_FUNDS');
      if (isPool && poolsAtGenesis[pool]! - after.get(from)! > releasable(pool, now))
        codes.push('POOL_CLOSED');
    }
    return codes;
  }

  function releasable(pool: string, now: Date): bigint {
    const years = Math.floor((now.getTime() - genesisAt.getTime()) / (365 * dayMs));
    const percent = [20n, 50n, 75n, 90n][years] ?? 100n;
    const byYear = (poolsAtGenesis[pool]! * percent) / 100n;
    if (pool !== 'TEAM') return byYear;
    let months = 0;
    while (months < 48 && monthsLater(genesisAt, months + 1) <= now) months += 1;
    const vested = (poolsAtGenesis['TEAM']! * BigInt(months)) / 48n;
    return vested < byYear ? vested : byYear;
  }

  function limits({ payment }: Ask, now: Date): string[] {
    if (!payment) return [];
    const { perTransferMicro, perDayMicro, per30DaysMicro } = personOf(payment.senderId)!;
    const today = sumSince(payment.senderId, (at) => dayOf(at) === dayOf(now)) + payment.micro;
    const month =
      sumSince(payment.senderId, (at) => now.getTime() - at.getTime() <= 30 * dayMs) + payment.micro;
    const over = payment.micro > perTransferMicro || today > perDayMicro || month > per30DaysMicro;
    return over ? ['LIMIT_EXCEEDED'] : [];
  }

  function sumSince(userId: string, counts: (at: Date) => boolean): bigint {
    return sent.get(userId)!.reduce((sum, { at, micro }) => (counts(at) ? sum + micro : sum), 0n);
  }

  /** In tenths. */
  function scoreOf({ senderId, micro }: NonNullable<Ask['payment']>, now: Date): number {
    const payments = sent.get(senderId)!;
    const rapid = payments.filter(({ at }) => now.getTime() - at.getTime() <= 10 * minuteMs).length >= 5;
    const firstDay = dayOf(new Date(now.getTime() - 90 * dayMs));
    const usual = payments.filter((payment) => !payment.void && dayOf(payment.at) >= firstDay);
    const sum = usual.reduce((all, payment) => all + payment.micro, 0n);
    const unusual = usual.length >= 5 && micro * BigInt(usual.length) > 3n * sum;
    const young = now.getTime() - personOf(senderId)!.memberSince.getTime() < 30 * dayMs;
    return (
      (micro > 500_000_000_000n ? 3 : 0) +
      (rapid ? 4 : 0) +
      (unusual ? 2 : 0) +
      (young && micro > 500_000_000n ? 5 : 0)
    );
  }

  /** The ask went through. */
  function apply(ask: Ask, is: 'POSTED' | 'RESERVED' | 'HELD', transactionId: string, now: Date): void {
    answers.set(ask.key, { body: ask.body, transactionId });
    if (ask.undoes) undone.add(ask.undoes);
    if (ask.payment)
      sent.get(ask.payment.senderId)!.push({ transactionId, at: now, micro: ask.payment.micro, void: false });
    const moves =
      is === 'POSTED'
        ? ask.moves
        : ask.moves.map((move) => ({ ...move, to: move.from.replace('AVAILABLE', 'HELD') }));
    for (const { from, to, micro } of moves) {
      balances.set(from, balanceOf(from) - micro);
      balances.set(to, balanceOf(to) + micro);
    }
  }

  /** What a hold gives back was not sent. */
  function giveBack(ownerId: string, holdId: string, backMicro: bigint): void {
    const payment = sent.get(ownerId)!.find(({ transactionId }) => transactionId === holdId)!;
    payment.micro -= backMicro;
    payment.void = payment.micro === 0n;
  }

  return {
    expect,
    apply,
    giveBack,
    balances: balances as ReadonlyMap<string, bigint>,
    people,
    sentBy: (userId: string) => sent.get(userId)!,
    isPaused: () => paused,
    setPaused: (value: boolean) => void (paused = value),
    sum: () => [...balances.values()].reduce((sum, micro) => sum + micro, 0n),
  };
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

function monthsLater(from: Date, months: number): Date {
  const later = new Date(from);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later;
}
