import { describe, expect, it } from 'vitest';
import { CsvBroken, looksBinary, readCsv } from './csv';

describe('tables as people paste them', () => {
  it('are read with comma, semicolon or tab, whichever the first line has', () => {
    expect(readCsv('Name,Mail\nAna,ana@x.ca')).toEqual([
      ['Name', 'Mail'],
      ['Ana', 'ana@x.ca'],
    ]);
    expect(readCsv('Name;Fee\r\nAna;"1,50"')).toEqual([
      ['Name', 'Fee'],
      ['Ana', '1,50'],
    ]);
    expect(readCsv('Name\tMail\nLee, Ana\ta@x.ca')[1]).toEqual(['Lee, Ana', 'a@x.ca']);
  });

  it('keep quotes, separators and line ends inside quoted cells', () => {
    expect(readCsv('a,b\n"He said ""yes""\nand left, then",2')[1]).toEqual([
      'He said "yes"\nand left, then',
      '2',
    ]);
  });

  it('lose empty lines and the mark at the beginning of a file', () => {
    expect(readCsv('\uFEFFa,b\n\n,\n1,2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('are refused when a quote never ends, instead of swallowing the rest', () => {
    expect(() => readCsv('a,b\n"1,2\n3,4')).toThrow(CsvBroken);
  });

  it('are told from spreadsheets and PDF files', () => {
    expect(['PK\u0003\u0004 sheet', '%PDF-1.7 table'].map(looksBinary)).toEqual([true, true]);
    expect(looksBinary('name\temail\r\nÅsa\tasa@example.com')).toBe(false);
  });
});
