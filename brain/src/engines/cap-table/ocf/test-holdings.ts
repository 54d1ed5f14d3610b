import fc from 'fast-check';
import { holdingKinds, type CsvHolding } from './csv.ts';

/** For tests: lines of a cap table. */

export const holding: CsvHolding = {
  holder: 'Ada',
  email: 'ada@example.com',
  holder_type: 'INDIVIDUAL',
  kind: 'STOCK',
  class_or_plan: 'Common',
  security_id: 'CS-1',
  quantity: '1000',
  price: '0.0001',
  currency: 'USD',
  issue_date: '2025-01-31',
  vesting_terms: '',
  vesting_start: '',
};

/** Texts such as people write, and such as spreadsheets run. */
export const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', "'=x", "''@y", '-a', 'a\r\nb', 'a "b", c;d', '\t=1'),
  )
  .map((value) => value.trim());

const named = text.filter((value) => value !== '');
const amount = fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String);

/** Any line that can be read back. */
export const anyHolding: fc.Arbitrary<CsvHolding> = fc
  .record({
    holder: named,
    email: fc.constantFrom('', 'a@b.example', 'ada@example.com'),
    holder_type: fc.constantFrom('INDIVIDUAL', 'INSTITUTION'),
    kind: fc.constantFrom(...holdingKinds),
    class_or_plan: named,
    security_id: named,
    quantity: amount,
    price: amount,
    currency: fc.constantFrom('USD', 'EUR'),
    issue_date: fc.constantFrom('2025-01-31', '2024-02-29'),
    vesting_terms: text,
    vesting_start: fc.constantFrom('', '2025-01-31'),
  })
  .map((one) => ({ ...one, vesting_start: one.vesting_terms === '' ? '' : one.vesting_start }) as CsvHolding)
  .map((one) =>
    ['NOTE', 'SAFE', 'CONVERTIBLE_SECURITY'].includes(one.kind)
      ? { ...one, quantity: '', class_or_plan: '', vesting_terms: '', vesting_start: '' }
      : one,
  )
  .map((one) => (one.kind === 'RSU' ? { ...one, price: '', currency: '' } : one));
