import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCell } from '../../../kernel/plain-cell.ts';
import { holdingsOf, objectsOf } from './csv-objects.ts';
import { cellOf, csvColumns, textOfCell, writeCsv, type CsvHolding } from './csv.ts';
import type { OcfObject, VestingTerms } from './objects.ts';
import { holding, text } from './test-holdings.ts';
import { common, person, plan, terms } from './test-package.ts';

const header = csvColumns.join(',');

describe('writing CSV', () => {
  it('is written for spreadsheets, with no text they would take for a formula', () => {
    const csv = writeCsv([{ ...holding, holder: '=HYPERLINK("x")', class_or_plan: 'A, B' }]);
    expect(csv).toBe(
      `\ufeff${header}\r\n"'=HYPERLINK(""x"")",ada@example.com,INDIVIDUAL,STOCK,"A, B",CS-1,1000,0.0001,USD,2025-01-31,,\r\n`,
    );
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(textOfCell(cellOf(value))).toBe(value);
        expect(plainCell(cellOf(value))).toBe(cellOf(value));
      }),
    );
  });
});

describe('lines and objects', () => {
  const company = [
    common,
    plan,
    terms as unknown as VestingTerms,
    person('ada', 'Ada'),
  ] as unknown as OcfObject[];
  const objectsFrom = (holdings: readonly CsvHolding[], objects = company) => {
    let count = 0;
    const newId = (): string => {
      count += 1;
      return `new-${count}`;
    };
    return objectsOf(
      holdings.map((one, at) => ({ line: at + 2, holding: one })),
      { objects, newId, file: 'Holdings.csv' },
    );
  };
  const vested = { ...holding, vesting_terms: terms.name, vesting_start: '2025-01-31' };
  const option: CsvHolding = {
    ...vested,
    kind: 'OPTION',
    class_or_plan: plan.plan_name,
    security_id: 'ES-1',
    holder: 'Bob',
    email: '',
  };

  it('makes objects of lines, and the same lines of the objects', () => {
    const unit: CsvHolding = {
      ...option,
      kind: 'RSU',
      security_id: 'R-1',
      price: '',
      currency: '',
      class_or_plan: 'Common',
    };
    const lines = [vested, option, unit, { ...option, kind: 'SSAR' as const, security_id: 'X-1' }];
    const { objects, problems, remarks } = objectsFrom(lines, company.slice(0, 3));
    expect([problems, remarks]).toEqual([[], []]);
    expect(objects.map(({ object_type: type }) => type)).toEqual([
      'STAKEHOLDER',
      'TX_STOCK_ISSUANCE',
      'TX_VESTING_START',
      'STAKEHOLDER',
      'TX_EQUITY_COMPENSATION_ISSUANCE',
      'TX_VESTING_START',
      'TX_EQUITY_COMPENSATION_ISSUANCE',
      'TX_VESTING_START',
      'TX_EQUITY_COMPENSATION_ISSUANCE',
      'TX_VESTING_START',
    ]);
    const again = holdingsOf([...company, ...objects], (issuance) =>
      'quantity' in issuance ? (issuance.quantity ?? null) : null,
    );
    expect(again).toEqual(lines);
  });

  it('finds holders that are there by e-mail, or by name', () => {
    const email = { email_type: 'OTHER' as const, email_address: 'Ada@example.com' };
    const known = { ...person('ada', 'Ada L.'), contact_info: { emails: [email] } } as OcfObject;
    const holders = (lines: readonly CsvHolding[], objects: OcfObject[]) =>
      objectsFrom(lines, objects).objects.flatMap((object) =>
        'custom_id' in object ? [object.stakeholder_id] : [],
      );
    expect(holders([holding], [...company.slice(0, 3), known])).toEqual(['ada']);
    expect(holders([{ ...holding, email: '' }], company)).toEqual(['ada']);
    expect(objectsFrom([holding]).remarks.map(({ message }) => message)).toEqual([
      'Holdings.csv, line 2, column email: was left out: the cap table has none for this holder.',
    ]);
    expect(
      holders(
        [
          { ...holding, email: '' },
          { ...holding, security_id: 'CS-2', holder: 'Bob' },
          { ...holding, security_id: 'CS-3', holder: 'Bob' },
        ],
        company,
      ),
    ).toEqual(['ada', 'new-3', 'new-3']);
  });

  it.each<[string, Partial<CsvHolding>, string]>([
    ['a class', { class_or_plan: 'Preferred' }, 'NOT_FOUND class_or_plan'],
    ['terms', { vesting_terms: 'never' }, 'NOT_FOUND vesting_terms'],
    ['a warrant', { kind: 'WARRANT' }, 'NEEDS_TERMS kind'],
    ['a SAFE', { kind: 'SAFE' }, 'NEEDS_TERMS kind'],
  ])('reports %s that it cannot make', (_what, change, expected) => {
    const { objects, problems } = objectsFrom([{ ...holding, ...change }]);
    expect([objects, problems.map(({ code, place }) => `${code} ${place.column}`)]).toEqual([[], [expected]]);
  });

  it('reports names that several have, and securities that are there', () => {
    const twins = [...company, person('ada-2', 'Ada'), { ...common, id: 'common-2' }] as OcfObject[];
    const codes = objectsFrom([{ ...holding, email: '' }], twins).problems.map(
      ({ code, place }) => `${code} ${place.column}`,
    );
    expect(codes).toEqual(['AMBIGUOUS class_or_plan', 'AMBIGUOUS holder']);
    const { objects } = objectsFrom([holding]);
    expect(objectsFrom([holding], [...company, ...objects]).problems.map(({ code }) => code)).toEqual([
      'ID_TWICE',
    ]);
  });
});
