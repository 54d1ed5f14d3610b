import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv-reading.ts';
import { csvColumns, writeCsv } from './csv.ts';
import { anyHolding, holding } from './test-holdings.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCsv(utf8(text), 'Holdings.csv');
const messages = (text: string): string[] => read(text).problems.map(({ message }) => message);
const header = csvColumns.join(',');
const line = 'Ada,ada@example.com,,STOCK,Common,CS-1,1000,0.0001,USD,2025-01-31,,';

describe('reading CSV', () => {
  it('reads back the holdings that it wrote', () => {
    const list = fc.uniqueArray(anyHolding, { selector: ({ security_id }) => security_id, maxLength: 8 });
    fc.assert(
      fc.property(list, (holdings) => {
        const reading = read(writeCsv(holdings));
        expect(reading.problems).toEqual([]);
        expect(reading.holdings.map(({ holding: one }) => one)).toEqual(holdings);
      }),
    );
  });

  it.each([
    ['semicolons', `${header}\n${line}`.replaceAll(',', ';')],
    ['tabs', `${header}\n${line}`.replaceAll(',', '\t')],
    [
      'another order and headings as people write them',
      'Issue date, HOLDER ,kind,class or plan,security-id,quantity,price,currency,email\n2025-01-31, Ada ,stock,Common,CS-1,1000,0.0001,USD,ada@example.com\n\n',
    ],
  ])('reads %s', (_what, csv) => {
    expect(read(csv)).toEqual({ holdings: [{ line: 2, holding }], problems: [] });
  });

  it('names line and column of what is wrong, also after cells with line breaks', () => {
    const lines = [
      header,
      line.replace('Ada', '"Ada\nLovelace"'),
      line.replace('CS-1', 'CS-2').replace('1000', '1.000,5').replace(',5', ''),
      line.replace('CS-1', 'CS-3').replace('1000', '1 000'),
      'Bob,b,ROBOT,SHARES,,,,1,,2025-02-30,,2025-01-01',
      line,
      'Eve,too,short',
      'Zoe,,,SAFE,,S-1,5,,,2025-01-31,x,',
    ];
    expect(messages(lines.join('\n'))).toEqual([
      'Holdings.csv, line 5, column quantity: is “1 000”, and has to be a number such as 1000.50, with a point before the decimals and no separators.',
      'Holdings.csv, line 6, column security_id: is missing.',
      'Holdings.csv, line 6, column kind: has to be one of STOCK, OPTION, OPTION_ISO, OPTION_NSO, RSU, CSAR, SSAR, WARRANT, NOTE, SAFE, CONVERTIBLE_SECURITY.',
      'Holdings.csv, line 6, column holder_type: has to be INDIVIDUAL or INSTITUTION.',
      'Holdings.csv, line 6, column email: is “b”, and has to be an e-mail address.',
      'Holdings.csv, line 6, column issue_date: is “2025-02-30”, and has to be a day such as 2025-01-31.',
      'Holdings.csv, line 6, column currency: is missing beside a price.',
      'Holdings.csv, line 6, column vesting_terms: is missing beside the start of vesting.',
      'Holdings.csv, line 7, column security_id: is “CS-1”, as on line 2.',
      'Holdings.csv, line 8: has 3 cells, and the header 12.',
      'Holdings.csv, line 9, column price: is missing: the amount that was invested.',
      'Holdings.csv, line 9, column quantity: has to be empty for a SAFE.',
      'Holdings.csv, line 9, column vesting_terms: has to be empty for a SAFE.',
    ]);
  });

  it('names what is wrong with a header', () => {
    expect(
      read('holder,kind,kind,color,class_or_plan,security_id,quantity\n').problems.map(({ code, place }) => [
        code,
        place.line,
        place.column,
      ]),
    ).toEqual([
      ['UNKNOWN_KEY', 1, 'color'],
      ['KEY_TWICE', 1, 'kind'],
      ['MISSING', 1, 'issue_date'],
    ]);
  });

  it.each([
    ['', 'Holdings.csv: is empty.'],
    [`${header}\n"Ada`, 'Holdings.csv, line 2: opens a quotation mark and never closes it.'],
    [`${header}\n"Ada"x,`, 'Holdings.csv, line 2: goes on after the closing quotation mark of a cell.'],
    [
      `${header}\nA"da,`,
      'Holdings.csv, line 2: has a quotation mark inside a cell that does not begin with one.',
    ],
    [`${header}\n${'x'.repeat(200_000)}`, 'Holdings.csv, line 2: has more than 100,000 signs.'],
  ])('refuses %j', (csv, expected) => {
    expect(messages(csv)).toEqual([expected]);
  });

  it('refuses what is not UTF-8', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x61, 0x00);
    expect(readCsv(bytes, 'Holdings.csv').problems[0]?.message).toContain('is not text in UTF-8');
  });
});
