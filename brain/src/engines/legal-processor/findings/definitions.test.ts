import fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, it } from 'vitest';
import { checkDefinitions, type DefinitionFinding } from './definitions.ts';

const text = `This Agreement is between Acme Robotics, Inc. (“Acme”) and Beta Ltd (the “Distributor”, and together with Acme,
the “Parties”, each a “Party”).

1. Definitions. “Products” means the goods in Schedule A. “Territory” means Canada. “Net Sales” shall mean sales less
returns. “Affiliate” has the meaning set forth in Section 9.

2. Sale. Acme sells the Products to the Distributor in the territory. Each Product is new. The Distributor shall keep
the Confidential Information secret, and shall return any Confidential Information at the end. Any Affiliate of a Party
is bound, and all Parties agree. The Minister of Health visits the Board of Health.

9. An “Affiliate” means any company under common control. “Products” means spare parts.`;

function found(code: DefinitionFinding['code']): string[] {
  return checkDefinitions(text)
    .findings.filter((finding) => finding.code === code)
    .map(({ term }) => term);
}

describe('checkDefinitions', () => {
  it('finds the terms and their uses, plural and singular', () => {
    const { terms } = checkDefinitions(text);
    expect(terms.map(({ term }) => term).toSorted()).toEqual(
      [
        'Acme',
        'Affiliate',
        'Distributor',
        'Net Sales',
        'Parties',
        'Party',
        'Products',
        'Territory',
      ].toSorted(),
    );
    expect(terms.find(({ term }) => term === 'Products')?.useCount).toBe(2);
    for (const { term, definitions, uses } of terms) {
      for (const { start, end } of definitions) expect(text.slice(start, end)).toBe(term);
      for (const { start, end } of uses)
        expect(text.slice(start, end).toLowerCase()).toContain(term.toLowerCase().slice(0, 5));
    }
  });

  it('reports terms defined and never used, used and never defined, and defined twice', () => {
    expect(found('DEFINED_NOT_USED')).toEqual(['Territory', 'Net Sales']);
    expect(found('USED_NOT_DEFINED')).toEqual(['Confidential Information']);
    // "Affiliate" points to its definition in Section 9: that is one definition, not two.
    expect(found('DEFINED_TWICE')).toEqual(['Products']);
  });

  it('points at exact characters, with the other places beside', () => {
    for (const { start, end, term, others } of checkDefinitions(text).findings) {
      expect(text.slice(start, end)).toBe(term);
      for (const other of others) expect(text.slice(other.start, other.end)).toBe(term);
    }
  });

  it('takes any string in time that grows with its length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', '(', 'the ', 'A', ' means ', '”', '\n', '“', 'Ab ', '\ud800')),
        (parts) => {
          const any = parts.join('');
          for (const { start, end } of checkDefinitions(any).findings)
            expect(any.slice(start, end)).not.toBe('');
        },
      ),
    );
    for (const unit of ['"A" means ', '(the "A") ', 'the Ab ', '"', '("']) {
      expect(processorMs(() => checkDefinitions(unit.repeat(1_000_000 / unit.length)))).toBeLessThan(6000);
    }
  }, 40_000);
});
