import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf, fileTypes, manifest, ocfVersion } from './packages.ts';
import { isIssuance, isTransaction, objectTypes, ocfObject } from './objects.ts';
import { numeric, parsePercentage, percentage } from './primitives.ts';
import { anyObject, damaged } from './test-objects.ts';
import { missingSchemas, publishedSchemas, sampleFiles } from './test-schemas.ts';

interface SampleFile {
  readonly file_type: string;
  readonly items: { readonly object_type: string; readonly id: string }[];
}

const percentages = ['rate', 'conversion_discount', 'converts_to_percent', 'discount_percentage'];

/** What we refuse and the schemas let pass: a percentage without a digit. */
function isNeverMeant(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => (inner === '' && percentages.includes(key)) || isNeverMeant(inner),
  );
}

const accepts = (object: unknown): boolean => ocfObject.safeParse(object).success;

describe.skipIf(missingSchemas !== null)(
  `equivalence with the published schemas ${missingSchemas ?? ''}`,
  () => {
    const published = missingSchemas === null ? publishedSchemas() : null!;

    it('knows every type that the schemas know, and no other', () => {
      expect(objectTypes.toSorted()).toEqual(published.objectTypes.toSorted());
    });

    it('accepts every object of the samples, as the schemas do', () => {
      for (const [name, bytes] of sampleFiles()) {
        const file = JSON.parse(new TextDecoder().decode(bytes)) as SampleFile;
        if (file.file_type === 'OCF_MANIFEST_FILE') expect(manifest.safeParse(file).error).toBeUndefined();
        for (const item of file.items ?? []) {
          expect(published.ofObject(item.object_type)(item), `${name} ${item.id}`).toBe(true);
          expect(ocfObject.safeParse(item).error, `${name} ${item.id}`).toBeUndefined();
        }
      }
    });

    it.each(objectTypes)('%s: what we accept they accept, and both refuse the same damages', (type) => {
      const check = published.ofObject(type);
      fc.assert(
        fc.property(
          anyObject(type).chain((object) => fc.tuple(fc.constant(object), damaged(object))),
          ([object, broken]) => {
            expect(accepts(object)).toBe(true);
            expect(check(object), JSON.stringify(check.errors)).toBe(true);
            // Under another type the object is checked against that type's schema, by both.
            const brokenType = (broken as { object_type?: string }).object_type;
            const meant = brokenType === type && !isNeverMeant(broken);
            expect(accepts(broken), JSON.stringify(broken)).toBe(meant && check(broken));
          },
        ),
        { numRuns: 150 },
      );
    });

    it('reads manifests as the schema does', () => {
      const check = published.ofFile('OCF_MANIFEST_FILE');
      const sample = JSON.parse(new TextDecoder().decode(sampleFiles().get('Manifest.ocf.json'))) as object;
      const moments = [
        '2022-03-22T01:23:45-06:00',
        '2022-03-22t01:23:45.123z',
        '2022-03-22',
        '2022-02-30T00:00:00Z',
      ];
      const odd = [
        '2022-03-22T24:00:00Z',
        '2022-03-22T01:23Z',
        '2022-03-22T01:23:45',
        '2022-03-22T23:59:60Z',
        '',
      ];
      for (const generated_at of [...moments, ...odd]) {
        const changed = { ...sample, generated_at };
        expect(manifest.safeParse(changed).success, generated_at).toBe(check(changed));
      }
      for (const key of Object.keys(sample)) {
        const { [key as keyof object]: _dropped, ...rest } = sample;
        expect(manifest.safeParse(rest).success, key).toBe(check(rest));
      }
    });
  },
);

describe('the types', () => {
  it('puts each into its file, and the issuer into none', () => {
    expect(fileTypeOf('ISSUER')).toBeNull();
    expect(fileTypeOf('CE_STAKEHOLDER_STATUS')).toBe('OCF_TRANSACTIONS_FILE');
    const used = new Set(objectTypes.map(fileTypeOf));
    for (const { type } of fileTypes) expect(used.has(type)).toBe(true);
    expect(ocfVersion).toBe('1.2.1-alpha+main');
  });

  it('tells transactions and issuances apart', () => {
    const [plan] = fc.sample(anyObject('STOCK_PLAN'), 1);
    const [grant] = fc.sample(anyObject('TX_PLAN_SECURITY_ISSUANCE'), 1);
    expect([isTransaction(plan!), isTransaction(grant!), isIssuance(grant!)]).toEqual([false, true, true]);
  });

  it('refuses what is never meant: no digit, forty-one digits, a day before the year 1000', () => {
    const acceptance = { object_type: 'TX_STOCK_ACCEPTANCE', id: 'a', security_id: 's' };
    expect(accepts({ ...acceptance, date: '1000-01-01' })).toBe(true);
    expect(accepts({ ...acceptance, date: '0999-12-31' })).toBe(false);
    expect(numeric.safeParse(`-${'9'.repeat(40)}.5`).success).toBe(true);
    expect(numeric.safeParse('9'.repeat(41)).success).toBe(false);
    expect(percentage.safeParse('').success).toBe(false);
    expect(parsePercentage('.5')).toBe(parsePercentage('0.50'));
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the unknown key %s', (key) => {
    const text = `{"object_type":"TX_STOCK_ACCEPTANCE","id":"a","security_id":"s","date":"2025-01-31"`;
    expect(accepts(JSON.parse(`${text}}`))).toBe(true);
    expect(accepts(JSON.parse(`${text},"${key}":"x"}`))).toBe(false);
  });
});
