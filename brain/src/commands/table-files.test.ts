import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContracts, readInteractions, readNdas, readTermSentences } from './data-sets.ts';
import { readTable } from './table-files.ts';

let place: string;
beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'smartstart-tables-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

function file(content: string): string {
  const name = path.join(place, 'file');
  writeFileSync(name, content);
  return name;
}
const table = (content: string, label = 'left') => readTable(file(content), label);

describe('a table of somebody else’s', () => {
  test('has numbers, categories and gaps; a column that names each row is left out', () => {
    const { table: read, labels } = table(
      'id,months,plan,left\na1,3,basic,Yes\na2,NA,pro,No\na3,,n/a,No\na4,7.5,basic,No\n',
    );
    expect(read.columns).toEqual([
      { kind: 'number', name: 'months', values: Float64Array.of(3, Number.NaN, Number.NaN, 7.5) },
      { kind: 'category', name: 'plan', values: ['basic', 'pro', null, 'basic'] },
    ]);
    expect([...labels]).toEqual([1, 0, 0, 0]);
  });

  test('rows without a label are left out and counted; of two other words the rarer one is yes', () => {
    const { labels, unlabelled } = table('x,left\n1,gone\n2,\n3,stays\n4,stays\n5,NA\n');
    expect([...labels]).toEqual([1, 0, 0]);
    expect(unlabelled).toBe(2);
  });

  test.each([
    ['', 'is empty'],
    ['x,left\n', 'holds nothing'],
    ['x,gone\n1,1\n', 'There is no column “left”'],
    ['x,left\n1,yes\n2,yes\n', 'There is nothing to tell apart'],
    ['x,left\n1,low\n2,mid\n3,high\n', 'Two are needed'],
    ['x,left\n1,1\n2\n', 'Invalid Record Length'],
  ])('%j: says what is wrong', (content, sentence) => {
    expect(() => table(content)).toThrow(sentence);
  });
});

describe('files of other formats', () => {
  test('say which line is wrong, or that there is none', () => {
    expect(() => readContracts(file(''))).toThrow('is empty');
    expect(() => readContracts(file('{"id": "a"}\n'))).toThrow('“text”, “labels” and “answers” are needed');
    expect(() => readContracts(file('{"id": \n'))).toThrow('Line 1');
    expect(() => readNdas(file('{"documents": ['))).toThrow('is not a JSON object');
    expect(() => readNdas(file('{}'))).toThrow('has no “documents”');
    expect(() => readTermSentences(file('words,label\na,1\n'))).toThrow('has no columns');
    expect(() => readInteractions(file('u\ti\t5\t1\nu;i;5;1\n'))).toThrow('Line 2');
  });
});
