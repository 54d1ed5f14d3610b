import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnsOf, type Place } from '../../../brain/src/services/legal/record/recipients.ts';
import { canonicalJson } from './canonical-json.ts';
import { isComplete } from './completeness.ts';
import type { Evidence, EvidenceRecipient } from './evidence.ts';
import { makeEvidence } from './test-evidence.ts';

type Rule = { step: number; needed: number };
type Happening = Record<string, unknown> & { type: string };

/** Evidence with these places and this history; records and hashes play no part here. */
function evidenceOf(places: readonly Place[], happenings: readonly Happening[]): Evidence {
  const recipients = places.map((place): EvidenceRecipient => ({
    ...place,
    round: 1,
    role: 'party',
    name: `P${place.position}`,
    actedAt: null,
  }));
  const events = happenings.map((one, index) => ({ seq: index + 1, record: canonicalJson(one), hash: '' }));
  return { ...makeEvidence(), recipients, events };
}

const place = (position: number, state: string, step = 1, kind = 'SIGNER'): Place => ({
  position,
  step,
  kind,
  state,
});
const sent = (places: readonly Place[], steps: readonly Rule[] = [], type = 'sent'): Happening => ({
  type,
  data: { recipients: places.map(({ position }) => ({ position })), steps },
});
const effective: Happening = { type: 'effective', data: {} };

describe('whether everybody acted', () => {
  it('a step that is content with some of its signatures is whole, though somebody of it declined', () => {
    const places = [place(1, 'SIGNED'), place(2, 'DECLINED'), place(3, 'SIGNED')];
    expect(isComplete(evidenceOf(places, [sent(places, [{ step: 1, needed: 2 }]), effective]))).toBe(true);
    expect(isComplete(evidenceOf(places, [sent(places, [{ step: 1, needed: 3 }])]))).toBe(false);
    expect(isComplete(evidenceOf(places, [sent(places)]))).toBe(false);
    const released = [place(1, 'SIGNED'), place(2, 'DECLINED'), place(3, 'RELEASED')];
    expect(isComplete(evidenceOf(released, [sent(released, [{ step: 1, needed: 1 }])]))).toBe(true);
  });

  it('an amendment that came to nothing takes nothing from the text in force', () => {
    const first = [place(1, 'SIGNED'), place(2, 'SIGNED')];
    const second = [place(3, 'SIGNED'), place(4, 'DECLINED')];
    const history = [sent(first), effective, sent(second, [], 'amendment-sent')];
    expect(isComplete(evidenceOf([...first, ...second], history))).toBe(true);
    expect(isComplete(evidenceOf([...first, ...second], [...history, { type: 'amended', data: {} }]))).toBe(
      false,
    );
  });

  it('whoever took a place over counts, and whoever has not acted is missing', () => {
    const history = (state: string) => {
      const places = [place(1, 'SIGNED'), place(2, 'DELEGATED'), place(3, state)];
      const handed = { type: 'delegated', position: 2, data: { to: 3 } };
      return evidenceOf(places, [sent(places.slice(0, 2)), handed]);
    };
    expect(isComplete(history('SIGNED'))).toBe(true);
    expect(isComplete(history('DUE'))).toBe(false);
  });

  it('without a history everybody is needed, as it always was', () => {
    expect(isComplete(evidenceOf([place(1, 'SIGNED'), place(2, 'RELEASED')], []))).toBe(true);
    expect(isComplete(evidenceOf([place(1, 'SIGNED'), place(2, 'DECLINED')], []))).toBe(false);
  });

  it('agrees with the platform for any places and rules', () => {
    const states = ['WAITING', 'DUE', 'SIGNED', 'DECLINED', 'DELEGATED', 'REPLACED', 'RELEASED'];
    const anyPlace = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...states), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(anyPlace, { minLength: 1, maxLength: 7 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
        (drawn, needed) => {
          const places = drawn.map(([step, state, views], index) =>
            views
              ? place(index + 1, state === 'SIGNED' ? 'VIEWED' : state, step, 'VIEWER')
              : place(index + 1, state, step),
          );
          fc.pre(places.some(({ kind, state }) => kind === 'SIGNER' && !/DELEGATED|REPLACED/.test(state)));
          const rules = needed.map((count, index) => ({ step: index + 1, needed: count }));
          return isComplete(evidenceOf(places, [sent(places, rules)])) === turnsOf(places, rules).complete;
        },
      ),
      { numRuns: 500 },
    );
  });
});
