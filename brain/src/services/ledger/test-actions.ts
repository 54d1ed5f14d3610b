import fc from 'fast-check';
import { interestMicro, type Account, type HubAccount } from '@smartstart/units';
import type { Ask, Model, Move, Person } from './test-model.ts';
import { hubAccount } from './test-model.ts';
import type { Command, Kind, Receipt } from './types.ts';

/** What people and the hub do with BUZ, as random tests draw it, and the commands it becomes. */
export type Action =
  | { readonly do: 'award'; readonly to: number; readonly pool: HubAccount; readonly micro: bigint }
  | {
      readonly do: 'transfer';
      readonly from: number;
      readonly to: number;
      readonly micro: bigint;
      readonly reserve: boolean;
    }
  | { readonly do: 'endHold'; readonly which: number; readonly how: 'POSTED' | 'PART' | 'VOIDED' | 'EXPIRED' }
  | { readonly do: 'stake'; readonly who: number; readonly micro: bigint }
  | { readonly do: 'unstake'; readonly which: number }
  | { readonly do: 'charge'; readonly who: number; readonly micro: bigint }
  | { readonly do: 'refund'; readonly which: number }
  | { readonly do: 'reverse'; readonly which: number }
  | { readonly do: 'burn'; readonly micro: bigint }
  | { readonly do: 'stranger'; readonly from: number; readonly micro: bigint }
  | { readonly do: 'repeat'; readonly which: number; readonly same: boolean };

/** What changes around the ledger. */
export type Turn =
  | { readonly do: 'freeze'; readonly who: number }
  | { readonly do: 'pause' }
  | { readonly do: 'limit'; readonly who: number; readonly micro: bigint }
  | { readonly do: 'wait'; readonly ms: number };

export interface Step {
  readonly turn: Turn | null;
  /** Asked together, in this order. */
  readonly actions: readonly Action[];
  /** Through which door: each in a transaction, all in one, or the queue. */
  readonly door: 'post' | 'postAll' | 'submit';
  readonly twin: boolean;
}

const buz = 1_000_000n;
const dayMs = 86_400_000;
/** Some do more than others, and in quick succession. */
const who = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 5, arbitrary: fc.nat(5) });
const which = fc.nat(40);
const micro = fc.oneof(
  { weight: 2, arbitrary: fc.bigInt(1n, 2_000n) },
  { weight: 6, arbitrary: fc.bigInt(1n, 900n * buz) },
  { weight: 2, arbitrary: fc.bigInt(900n * buz, 40_000n * buz) },
  { weight: 1, arbitrary: fc.bigInt(400_000n * buz, 900_000n * buz) },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('award' as const),
      to: who,
      pool: fc.constantFrom<HubAccount>('COMMUNITY', 'USER_REWARDS', 'TEAM'),
      micro: fc.oneof(micro, fc.bigInt(buz, 20_000_000n * buz)),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      from: who,
      to: who,
      micro,
      reserve: fc.nat(3).map((n) => n === 0),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('endHold' as const),
      which,
      how: fc.constantFrom('POSTED' as const, 'PART' as const, 'VOIDED' as const, 'EXPIRED' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stake' as const), who, micro }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unstake' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('charge' as const), who, micro: fc.bigInt(1n, 60n * buz) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('burn' as const), micro: fc.bigInt(1n, 100n * buz) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stranger' as const), from: who, micro }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('repeat' as const), which, same: fc.boolean() }) },
);
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('freeze' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('limit' as const),
      who,
      micro: fc.oneof(micro, fc.constant(1_000_000_000n * buz)),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(
        { weight: 12, arbitrary: fc.nat(200_000) },
        { weight: 3, arbitrary: fc.nat(2 * dayMs) },
        { weight: 3, arbitrary: fc.nat(35 * dayMs) },
        { weight: 1, arbitrary: fc.nat(300 * dayMs) },
      ),
    }),
  },
);
export const step: fc.Arbitrary<Step> = fc.record({
  turn: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: turn }),
  actions: fc.array(action, { minLength: 1, maxLength: 4 }),
  door: fc.constantFrom('post' as const, 'postAll' as const, 'submit' as const),
  twin: fc.nat(4).map((n) => n === 0),
});

/** A pause and a freeze last until the next turn, so that most of what is asked meets open doors. */
export function takeTurn(turn: Turn | null, model: Model): void {
  if (!turn) return;
  model.setPaused(turn.do === 'pause');
  model.people.forEach((person, index) => (person.frozen = turn.do === 'freeze' && turn.who === index));
  if (turn.do !== 'limit') return;
  const person = model.people[turn.who]!;
  person.perTransferMicro = turn.micro;
  person.perDayMicro = 3n * turn.micro;
  person.per30DaysMicro = 5n * turn.micro;
}

/** Rows of other tables that the ledger is proven against; written with the command that changes them. */
export type Row =
  | { readonly table: 'hold'; readonly end: HoldEnd }
  | { readonly table: 'stake'; readonly open: boolean; readonly stake: Stake };

export interface HoldEnd {
  readonly id: string;
  readonly ownerId: string;
  readonly state: 'POSTED' | 'VOIDED' | 'EXPIRED';
  readonly paidMicro: bigint;
  readonly backMicro: bigint;
}

export interface Stake {
  readonly id: string;
  readonly person: Person;
  readonly micro: bigint;
  readonly interest: bigint;
}

export interface Plan {
  readonly ask: Ask;
  readonly command: Command;
  readonly row: Row | null;
  /** What the next actions can refer to once it went through. */
  readonly leaves: (receipt: Receipt) => void;
}

interface Undoable {
  readonly transactionId: string;
  readonly moves: readonly Move[];
}
interface OpenHold {
  readonly id: string;
  readonly from: Person;
  readonly to: Person;
  readonly micro: bigint;
  readonly feeMicro: bigint;
}

export type Planner = ReturnType<typeof createPlanner>;

/** Remembers what can be ended, refunded, undone and repeated. */
export function createPlanner(model: Model, newKey: () => string) {
  const holds: OpenHold[] = [];
  const stakes: Stake[] = [];
  const charges: Undoable[] = [];
  const undoables: Undoable[] = [];
  const made: Plan[] = [];
  const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  const none = () => undefined;

  /** Null when there is nothing to act on. */
  function plan(action: Action, now: Date): Plan | null {
    const next = draw(action, now);
    if (next && action.do !== 'repeat') made.push(next);
    return next;
  }

  function draw(action: Action, now: Date): Plan | null {
    switch (action.do) {
      case 'award': {
        const moves = [{ from: hubAccount(action.pool), to: own(action.to), micro: action.micro }];
        return simple(newKey(), 'AWARD', moves, (receipt) => undoables.push({ ...receipt, moves }));
      }
      case 'transfer':
        return payment(action, now);
      case 'endHold':
        return endHold(action);
      case 'stake': {
        const person = model.people[action.who]!;
        const interest = interestMicro(action.micro, 800, 90);
        const stake: Stake = { id: newKey(), person, micro: action.micro, interest };
        const moves = [
          { from: `${person.id}/AVAILABLE`, to: `${person.id}/STAKED`, micro: stake.micro },
          { from: hubAccount('STAKING'), to: hubAccount('INTEREST_RESERVED'), micro: interest },
        ];
        return {
          ...simple(`stake:${stake.id}:open`, 'STAKE', moves, () => stakes.push(stake)),
          row: { table: 'stake', open: true, stake },
        };
      }
      case 'unstake': {
        const stake = at(stakes, action.which);
        if (!stake) return null;
        const { person, micro, interest } = stake;
        const moves = [
          { from: `${person.id}/STAKED`, to: `${person.id}/AVAILABLE`, micro },
          { from: hubAccount('INTEREST_RESERVED'), to: `${person.id}/AVAILABLE`, micro: interest },
        ];
        return {
          ...simple(`stake:${stake.id}:end`, 'UNSTAKE', moves, none),
          row: { table: 'stake', open: false, stake },
        };
      }
      case 'charge': {
        const moves = [{ from: own(action.who), to: hubAccount('TREASURY'), micro: action.micro }];
        return simple(newKey(), 'CHARGE', moves, (receipt) => {
          charges.push({ ...receipt, moves });
          undoables.push({ ...receipt, moves });
        });
      }
      case 'refund': {
        const charge = at(charges, action.which);
        return charge ? undo(`refund:${charge.transactionId}`, 'REFUND', charge) : null;
      }
      case 'reverse': {
        const original = at(undoables, action.which);
        return original ? undo(newKey(), 'REVERSAL', original) : null;
      }
      case 'burn':
        return simple(
          newKey(),
          'BURN',
          [{ from: hubAccount('TREASURY'), to: hubAccount('BURNED'), micro: action.micro }],
          none,
        );
      case 'stranger': {
        const moves = [
          {
            from: own(action.from),
            to: 'ffffffff-0000-7000-8000-000000000000/AVAILABLE',
            micro: action.micro,
          },
        ];
        return simple(newKey(), 'TRANSFER', moves, none);
      }
      case 'repeat': {
        const before = at(made, action.which);
        if (!before || before.row) return null;
        if (action.same) return { ...before, leaves: none };
        // A reversal of another amount is nothing any service asks for.
        return before.ask.undoes ? null : other(before);
      }
    }
  }

  const own = (index: number) => `${model.people[index]!.id}/AVAILABLE`;

  function payment(action: Extract<Action, { do: 'transfer' }>, now: Date): Plan | null {
    const [from, to] = [model.people[action.from]!, model.people[action.to]!];
    if (from === to) return null;
    const { micro: amount, reserve } = action;
    const feeMicro = amount / 1_000n + (amount % 1_000n === 0n ? 0n : 1n);
    const moves = [
      { from: `${from.id}/AVAILABLE`, to: `${to.id}/AVAILABLE`, micro: amount },
      { from: `${from.id}/AVAILABLE`, to: hubAccount('TREASURY'), micro: feeMicro },
    ];
    const base = simple(newKey(), 'TRANSFER', moves, ({ transactionId, state, expiresAt }) => {
      if (state === 'HELD' || expiresAt) holds.push({ id: transactionId, from, to, micro: amount, feeMicro });
      else undoables.push({ transactionId, moves });
    });
    const reserveUntil = reserve ? { reserveUntil: new Date(now.getTime() + dayMs) } : {};
    return {
      ...base,
      ask: {
        ...base.ask,
        body: `${base.ask.body} ${reserve}`,
        payment: { senderId: from.id, micro: amount, reserve },
      },
      command: {
        ...base.command,
        memo: 'as agreed',
        payment: { senderId: from.id, recipientId: to.id, amountMicro: amount, feeMicro, ...reserveUntil },
      },
    };
  }

  function endHold({ which, how }: Extract<Action, { do: 'endHold' }>): Plan | null {
    const hold = at(holds, which);
    if (!hold) return null;
    const { from, to, micro: amount, feeMicro } = hold;
    const paid = how === 'POSTED' ? amount : how === 'PART' ? amount / 2n : 0n;
    const fee = (paid + 999n) / 1_000n;
    const held = `${from.id}/HELD`;
    const moves = [
      { from: held, to: `${to.id}/AVAILABLE`, micro: paid },
      { from: held, to: hubAccount('TREASURY'), micro: fee },
      { from: held, to: `${from.id}/AVAILABLE`, micro: amount + feeMicro - paid - fee },
    ];
    const state = paid ? 'POSTED' : how === 'EXPIRED' ? 'EXPIRED' : 'VOIDED';
    const base = simple(`hold:${hold.id}:end`, paid ? 'TRANSFER' : 'RELEASE', moves, none);
    const end = { id: hold.id, ownerId: from.id, state, paidMicro: paid, backMicro: amount - paid } as const;
    return { ...base, row: { table: 'hold', end } };
  }

  function undo(key: string, kind: Kind, { transactionId, moves }: Undoable): Plan {
    const back = moves.map(({ from, to, micro: amount }) => ({ from: to, to: from, micro: amount }));
    const base = simple(key, kind, back, none);
    return {
      ...base,
      ask: { ...base.ask, undoes: transactionId },
      command: { ...base.command, reverses: transactionId },
    };
  }

  return { plan };
}

/** The same key with something else asked under it. */
function other({ ask, command }: Plan): Plan {
  const { postings } = command;
  const more = postings.map((line) => ({ ...line, amountMicro: line.amountMicro * 2n }));
  const moves = ask.moves.map((move) => ({ ...move, micro: move.micro * 2n }));
  // A request that never went through leaves its key free for another.
  const payment = ask.payment && { ...ask.payment, micro: ask.payment.micro * 2n };
  return {
    ask: { ...ask, moves, body: `${ask.body} twice`, ...(payment ? { payment } : {}) },
    command: {
      ...command,
      postings: more,
      ...(command.payment
        ? {
            payment: {
              ...command.payment,
              amountMicro: command.payment.amountMicro * 2n,
              feeMicro: command.payment.feeMicro * 2n,
            },
          }
        : {}),
    },
    row: null,
    leaves: () => undefined,
  };
}

function simple(key: string, kind: Kind, all: readonly Move[], leaves: Plan['leaves']): Plan {
  const moves = all.filter((move) => move.micro > 0n);
  const givesBack = kind === 'REVERSAL' || kind === 'RELEASE';
  return {
    ask: {
      key,
      body: `${kind} ${moves.map((move) => `${move.from} ${move.to} ${move.micro}`).join()}`,
      moves,
      givesBack,
    },
    command: {
      key,
      kind,
      actorId: null,
      cause: { type: 'test', id: null },
      postings: moves.flatMap(({ from, to, micro: amount }) => {
        const called = kind === 'TRANSFER' && to === hubAccount('TREASURY') ? 'FEE' : kind;
        return [line(from, called, -amount), line(to, called, amount)];
      }),
    },
    row: null,
    leaves,
  };
}

function line(place: string, kind: Kind, amountMicro: bigint) {
  const [owner, account] = place.split('/') as [string, Account];
  return { owner, account, kind, amountMicro };
}
