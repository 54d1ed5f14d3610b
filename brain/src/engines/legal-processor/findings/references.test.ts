import fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, it } from 'vitest';
import { arabicOf } from './reference-targets.ts';
import { checkReferences, type ReferenceCheck } from './references.ts';
import { segment } from '../text/segmentation.ts';

const text = `SUPPLY AGREEMENT

1. Definitions. Terms have the meanings in Section 2.1 and in Schedule A.

2. Supply.

2.1 Orders. Orders follow Section 2.2, Section 4.7 and clause 3(b).

2.2 Delivery. Subject to Section 2.2, delivery follows the Incoterms. This Section 2.2 survives.

3. Payment.

(a) The price is in Exhibit B.

(b) Invoices follow Sections 2.1, 2.2 and 9.

4. Law. Section 365 of the Bankruptcy Code and Section 7 of the Credit Agreement apply; so does Article 28 GDPR.

SCHEDULE A

The products.`;

const check = (any: string): ReferenceCheck => checkReferences(any, segment(any));

describe('checkReferences', () => {
  it('reports references that lead nowhere or to themselves, with exact characters', () => {
    const { findings, sectionsChecked } = check(text);
    expect(sectionsChecked).toBe(true);
    expect(findings.map(({ code, label }) => `${code} ${label}`)).toEqual([
      'POINTS_AT_NOTHING Section 4.7',
      'POINTS_AT_ITSELF Section 2.2',
      'NOT_ATTACHED Exhibit B',
      'POINTS_AT_NOTHING 9',
    ]);
    for (const { start, end, label } of findings) expect(text.slice(start, end)).toBe(label);
  });

  it('leads the others to their target', () => {
    const { references } = check(text);
    const target = (label: string): string => {
      const span = references.find((reference) => reference.label === label)?.target;
      return span ? text.slice(span.start, span.end) : '';
    };
    expect(target('Section 2.1')).toMatch(/^2\.1 Orders/);
    expect(target('clause 3(b)')).toMatch(/^(?:\(b\) Invoices|3\. Payment)/);
    expect(target('Schedule A')).toBe('SCHEDULE A');
  });

  it('leaves laws and other documents alone', () => {
    const outside = check(text).references.filter((reference) => reference.outside);
    expect(outside.map(({ label }) => label)).toEqual(['Section 365', 'Section 7', 'Article 28']);
  });

  it('does not check sections of a text that lost its numbers', () => {
    const { findings, sectionsChecked } = check('The parties agree. See Section 4.2 for the price.');
    expect(sectionsChecked).toBe(false);
    expect(findings).toEqual([]);
  });

  it('reads Roman numerals', () => {
    expect(['I', 'iv', 'IX', 'XIV', 'XL', 'XCIX', 'IIII', 'A', ''].map(arabicOf)).toEqual([
      1, 4, 9, 14, 40, 99, 0, 0, 0,
    ]);
  });

  it('takes any string in time that grows with its length', () => {
    const pieces = fc.constantFrom(
      'Section ',
      '1.1',
      '(a)',
      ', ',
      'and ',
      'Exhibit A',
      '\n',
      '2. Term',
      'SCHEDULE ',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 40 }), (parts) => {
        const any = parts.join('');
        for (const { start, end } of check(any).findings) {
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(any.length);
        }
      }),
    );
    for (const unit of ['Section 1.1, ', 'Exhibit A and ', 'SCHEDULE ', '(a)', '\n1. A']) {
      expect(
        processorMs(() => checkReferences(unit.repeat(Math.ceil(1_000_000 / unit.length)), [])),
      ).toBeLessThan(6000);
    }
  }, 60_000);
});
