import { describe, expect, it } from 'vitest';
import { outcomeOf } from './outcome.ts';

type Place = Parameters<typeof outcomeOf>[0]['you']['state'];
const outcome = (state: string, place: Place) => outcomeOf({ state, you: { state: place } });

describe('what a guest is told', () => {
  it('is nothing but the task while it is their turn', () => {
    expect(outcome('SIGNING', 'DUE')).toBeNull();
    expect(outcome('AMENDMENT_SIGNING', 'DUE')).toBeNull();
  });

  it('is how the document ended, also to whoever has signed or is still due', () => {
    expect(outcome('CANCELLED', 'DUE')).toBe('withdrawn');
    expect(outcome('SIGNING_EXPIRED', 'SIGNED')).toBe('tooLate');
    expect(outcome('SIGNATURE_REJECTED', 'WAITING')).toBe('refused');
    expect(outcome('TERMINATED', 'SIGNED')).toBe('ended');
  });

  it('is their own leaving before anything that came of it', () => {
    expect(outcome('SIGNATURE_REJECTED', 'DECLINED')).toBe('declined');
    expect(outcome('EFFECTIVE', 'DELEGATED')).toBe('handedOn');
    expect(outcome('EFFECTIVE', 'REPLACED')).toBe('replaced');
  });

  it('is their own act while others are still to come', () => {
    expect(outcome('SIGNING', 'SIGNED')).toBe('signed');
    expect(outcome('AMENDMENT_SIGNING', 'SIGNED')).toBe('signed');
    expect(outcome('SIGNING', 'WAITING')).toBe('notYet');
    expect(outcome('EFFECTIVE', 'SIGNED')).toBe('inForce');
  });
});
