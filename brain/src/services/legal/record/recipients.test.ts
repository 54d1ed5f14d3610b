import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReachable, problemOf, turnsOf, twice, type Place, type StepRule } from './recipients.ts';

type Board = { places: Place[]; rules: StepRule[] };

/** What the service does with the answer. */
function carryOut({ places, rules }: Board): Board {
  const { due, released } = turnsOf(places, rules);
  const next = places.map((place) =>
    due.includes(place.position)
      ? { ...place, state: 'DUE' }
      : released.includes(place.position)
        ? { ...place, state: 'RELEASED' }
        : place,
  );
  return { places: next, rules };
}

const doneStates: Record<string, string> = { SIGNER: 'SIGNED', APPROVER: 'APPROVED', VIEWER: 'VIEWED' };

function move({ places, rules }: Board, position: number, state?: string): Board {
  return {
    rules,
    places: places.map((place) =>
      place.position === position ? { ...place, state: state ?? doneStates[place.kind]! } : place,
    ),
  };
}

const boards: fc.Arbitrary<Board> = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 5 }),
      kind: fc.constantFrom('SIGNER', 'SIGNER', 'APPROVER', 'VIEWER', 'COPY'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .chain((drawn) => {
    const places = drawn.map((place, index) => ({ ...place, position: index + 1, state: 'WAITING' }));
    const steps = [...new Set(places.map((place) => place.step))];
    const deciding = (step: number) =>
      places.filter((place) => place.step === step && ['SIGNER', 'APPROVER'].includes(place.kind)).length;
    const rule = (step: number): fc.Arbitrary<StepRule[]> =>
      deciding(step)
        ? fc
            .option(fc.integer({ min: 1, max: deciding(step) }), { nil: null })
            .map((needed) => (needed === null ? [] : [{ step, needed }]))
        : fc.constant([]);
    return fc.tuple(...steps.map(rule)).map((rules) => ({ places, rules: rules.flat() }));
  });

const board = (text: string, rules: StepRule[] = []): Board => ({
  rules,
  places: text.split(' ').map((one, index) => {
    const [step, kind, state] = one.split(':');
    return { position: index + 1, step: Number(step), kind: kind!, state: state ?? 'WAITING' };
  }),
});

describe('the turns of recipients', () => {
  it('come step by step; those of one step act in parallel', () => {
    const { places, rules } = board('1:SIGNER 1:APPROVER 2:SIGNER 2:COPY');
    expect(turnsOf(places, rules)).toEqual({ due: [1, 2], released: [], complete: false });
    const half = move(carryOut({ places, rules }), 1);
    expect(turnsOf(half.places, rules)).toEqual({ due: [], released: [], complete: false });
    const first = move(half, 2);
    expect(turnsOf(first.places, rules)).toEqual({ due: [3], released: [], complete: false });
    expect(turnsOf(move(first, 3).places, rules)).toEqual({ due: [], released: [], complete: true });
  });

  it('release whoever is not needed, but never a viewer who has not read', () => {
    const rules = [{ step: 1, needed: 2 }];
    const open = board('1:SIGNER:SIGNED 1:SIGNER:SIGNED 1:SIGNER:DUE 1:VIEWER:DUE 2:SIGNER', rules);
    expect(turnsOf(open.places, rules)).toEqual({ due: [], released: [], complete: false });
    const read = move(open, 4);
    expect(turnsOf(read.places, rules)).toEqual({ due: [5], released: [3], complete: false });
  });

  it('pass over places that somebody else took', () => {
    const { places } = board('1:SIGNER:DELEGATED 1:SIGNER:REPLACED 1:SIGNER:SIGNED 2:SIGNER');
    expect(turnsOf(places, [])).toEqual({ due: [4], released: [], complete: false });
  });

  it('are over when a refusal leaves too few, and go on when enough are left', () => {
    const rules = [{ step: 1, needed: 2 }];
    const one = board('1:SIGNER:DECLINED 1:SIGNER:DUE 1:SIGNER:DUE', rules);
    expect(isReachable(one.places, rules)).toBe(true);
    expect(isReachable(move(one, 2, 'DECLINED').places, rules)).toBe(false);
    expect(isReachable(one.places, [])).toBe(false);
    expect(isReachable(board('1:SIGNER:DUE 1:VIEWER:DECLINED').places, [])).toBe(false);
  });

  it('reach the end in any order in which people act', () => {
    fc.assert(
      fc.property(boards, fc.infiniteStream(fc.nat()), (start, choices) => {
        let now = carryOut(start);
        const order: number[] = [];
        for (let guard = 0; guard < 20 && !turnsOf(now.places, now.rules).complete; guard++) {
          const due = now.places.filter((place) => place.state === 'DUE');
          expect(due.length).toBeGreaterThan(0);
          // Only one step is open at a time.
          expect(new Set(due.map((place) => place.step)).size).toBe(1);
          const chosen = due[choices.next().value! % due.length]!;
          order.push(chosen.step);
          now = carryOut(move(now, chosen.position));
        }
        expect(turnsOf(now.places, now.rules)).toMatchObject({ due: [], complete: true });
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const place of now.places)
          expect(place.kind === 'COPY' ? 'WAITING' : place.state).not.toBe('DUE');
      }),
    );
  });

  it('change nothing when asked again', () => {
    fc.assert(
      fc.property(boards, (start) => {
        const once = carryOut(start);
        expect(carryOut(once)).toEqual(once);
        expect(turnsOf(once.places, once.rules).due).toEqual([]);
      }),
    );
  });

  it('never ask for more signatures than a step needs', () => {
    fc.assert(
      fc.property(boards, fc.infiniteStream(fc.nat()), (start, choices) => {
        let now = carryOut(start);
        for (let guard = 0; guard < 20 && !turnsOf(now.places, now.rules).complete; guard++) {
          const due = now.places.filter((place) => place.state === 'DUE');
          now = carryOut(move(now, due[choices.next().value! % due.length]!.position));
        }
        for (const { step, needed } of now.rules) {
          const decided = now.places.filter(
            (place) => place.step === step && ['SIGNED', 'APPROVED'].includes(place.state),
          ).length;
          const viewers = now.places.some((place) => place.step === step && place.kind === 'VIEWER');
          // While a viewer still reads, others of the step may act beyond the number.
          if (viewers) expect(decided).toBeGreaterThanOrEqual(needed);
          else expect(decided).toBe(needed);
        }
      }),
    );
  });
});

describe('recipients of a draft', () => {
  const one = (kind: string, step = 1) => ({ name: 'A', email: 'a@x.test', kind, step });
  it.each([
    ['no signer', [one('APPROVER')], [], /at least one signer/],
    ['somebody without an address', [{ name: 'A', kind: 'SIGNER', step: 1 }], [], /Name every recipient/],
    ['more signatures than people', [one('SIGNER')], [{ step: 1, needed: 2 }], /2 signatures of 1 person/],
    ['a rule for an empty step', [one('SIGNER')], [{ step: 2, needed: 1 }], /nobody who signs/],
    [
      'approvers who make signers needless',
      [one('SIGNER'), one('APPROVER')],
      [{ step: 1, needed: 1 }],
      /nobody would have to sign/,
    ],
    [
      'two rules for a step',
      [one('SIGNER')],
      [
        { step: 1, needed: 1 },
        { step: 1, needed: 1 },
      ],
      /two rules/,
    ],
  ] as const)('are refused with %s', (_what, recipients, rules, message) => {
    expect(problemOf(recipients, rules)).toMatch(message);
  });

  it('are sent to when everybody is named', () => {
    expect(
      problemOf([one('SIGNER'), one('VIEWER', 2), { userId: 'u', kind: 'COPY', step: 1 }], []),
    ).toBeNull();
  });

  it('never name the same person twice', () => {
    expect(
      twice([
        { userId: 'u', email: 'A@x.test' },
        { userId: null, email: 'a@X.test' },
      ]),
    ).toBe('a@x.test');
    expect(
      twice([
        { userId: 'u', email: 'a@x.test' },
        { userId: 'u', email: 'b@x.test' },
      ]),
    ).toBe('b@x.test');
    expect(
      twice([
        { userId: 'u', email: 'a@x.test' },
        { userId: null, email: 'b@x.test' },
      ]),
    ).toBeNull();
  });
});
