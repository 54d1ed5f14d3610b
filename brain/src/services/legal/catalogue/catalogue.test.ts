import { describe, expect, it } from 'vitest';
import { gates, ladder } from '../../../engines/security/index.ts';
import { catalogue, paperOf, rungsOf, validityDays } from './catalogue.ts';

describe('the catalogue', () => {
  it('has every paper that a rung or a gate asks for', () => {
    const asked = [
      ...ladder.flatMap((rule) => rule.papers),
      ...Object.values(gates).flatMap((gate) => [
        ...gate.papers,
        ...('venturePapers' in gate ? gate.venturePapers : []),
      ]),
    ];
    for (const { code } of asked) expect(paperOf(code), code).toBeDefined();
  });

  it('names each code once, with one signer first who signs in person', () => {
    expect(new Set(catalogue.map((paper) => paper.code)).size).toBe(catalogue.length);
    for (const paper of catalogue) expect(paper.signers[0]?.mode, paper.code).toBe('SELF');
  });

  it('derives the rungs from the ladder', () => {
    expect(rungsOf('PPA')).toEqual([1]);
    expect(rungsOf('SOBA')).toEqual([2]);
    expect(rungsOf('SOBA', 'TEAM')).toEqual([3]);
    expect(rungsOf('PPNA')).toEqual([4, 5]);
    expect(rungsOf('PPNA', '', 2)).toEqual([7]);
    expect(rungsOf('ECA')).toEqual([9, 10, 11]);
  });

  it('shortens the addendum by tier, except for the owner', () => {
    const ppna = paperOf('PPNA')!;
    expect([0, 1, 2, 3].map((tier) => validityDays(ppna, tier, false))).toEqual([90, 90, 60, 30]);
    expect([0, 1, 2, 3].map((tier) => validityDays(ppna, tier, true))).toEqual([null, null, 60, 30]);
    expect(validityDays(paperOf('ESCA')!, null, false)).toBeNull();
    expect(validityDays(paperOf('PCA')!, null, false)).toBe(180);
  });
});
