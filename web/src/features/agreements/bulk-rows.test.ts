import { describe, expect, it } from 'vitest';
import { guessMapping, looksHeaded, rowProblems, rowsOf, tableOf } from './bulk-rows';
import { readCsv } from './csv';
import type { Template, Variable } from './types';

const fee: Variable = {
  name: 'fee',
  label: 'Fee a month',
  type: 'MONEY',
  required: true,
  help: null,
  choices: [],
  min: 1,
  max: null,
  initial: null,
};
const template = {
  roles: [
    { name: 'client', label: 'Client', creator: true },
    { name: 'provider', label: 'Provider', creator: false },
  ],
  variables: [fee],
} as unknown as Template;

function read(text: string) {
  const cells = readCsv(text);
  const table = tableOf(cells, looksHeaded(cells), (n) => `Column ${n}`);
  const mapping = guessMapping(table, template, [fee]);
  return { table, mapping, rows: rowsOf(table, mapping, template, [fee]) };
}

describe('a table of recipients', () => {
  it('is understood by the names of its columns', () => {
    const { rows } = read('Full name,E-mail,Fee a month\nAna,ana@x.ca,1500.00 CAD');
    expect(rows).toEqual([
      {
        values: { fee: '1500.00 CAD' },
        recipients: [{ name: 'Ana', email: 'ana@x.ca', role: 'Provider', kind: 'SIGNER', step: 1 }],
      },
    ]);
    expect(rowProblems(rows, [fee])).toEqual([]);
  });

  it('without headings shows its address column by what stands in it', () => {
    const { table, mapping } = read('Ana,ana@x.ca\nBo,bo@x.ca');
    expect(table.columns).toEqual(['Column 1', 'Column 2']);
    expect(mapping).toEqual({ 'email provider': 1 });
  });

  it('names every row that cannot be sent, and why', () => {
    const { rows } = read('Name,Email,Notes\n,ana@x.ca,1500.00 CAD\nBo,bo,12\nCy,ana@x.ca,0.50 CAD');
    const found = rowProblems(rows, [fee]);
    expect(found.map(({ row, key }) => `${row} ${key}`)).toEqual(['1 noName', '2 noAddress', '3 double']);
  });

  it('checks blanks by their type', () => {
    const { rows } = read('Name,Email,Fee a month\nBo,bo@x.ca,12\nCy,cy@x.ca,0.50 CAD');
    expect(rowProblems(rows, [fee])).toMatchObject([
      { row: 1, cell: { key: 'money' } },
      { row: 2, cell: { key: 'less', bound: 1 } },
    ]);
  });
});
