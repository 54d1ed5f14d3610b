import { expect, test } from 'vitest';
import { headings, outline, type Section } from './outline.ts';
import { segment } from './segmentation.ts';

const text = [
  'SUPPLY AGREEMENT',
  'ARTICLE I',
  'DEFINITIONS',
  '1.1 "Goods" means apples.',
  'ARTICLE II',
  'TERM',
  '2.1 It lasts a year.',
  '2.2 It ends',
  '(a) by notice; or',
  '(b) by time.',
  'IN WITNESS WHEREOF, the parties have signed.',
].join('\n');

const shape = (sections: readonly Section[]): unknown[] =>
  sections.map(({ number, heading, sections: inner }) => [number, heading, ...shape(inner)]);

test('sections nest as their numbers do, and an article takes the title below it', () => {
  expect(shape(outline(segment(text)))).toEqual([
    ['ARTICLE I', 'DEFINITIONS', ['1.1', null]],
    ['ARTICLE II', 'TERM', ['2.1', null], ['2.2', null, ['(a)', null], ['(b)', null]]],
  ]);
});

test('each section holds the segments up to the next of its level', () => {
  const segments = segment(text);
  for (const { opener, after } of outline(segments)) expect(after).toBeGreaterThan(opener);
  expect(outline(segments)[0]).toMatchObject({ opener: 1, after: 4 });
});

test('each segment knows the title it stands under', () => {
  const titles = headings(segment(text));
  expect(titles[3]).toBe('DEFINITIONS');
  expect(titles[8]).toBe('TERM');
  expect(titles.at(-1)).toBeNull();
});

test('nothing has no sections', () => {
  expect(outline([])).toEqual([]);
  expect(headings([])).toEqual([]);
});
