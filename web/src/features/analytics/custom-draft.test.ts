import { describe, expect, test } from 'vitest';
import { customOf, emptyDraft, filterOf } from './custom-draft';

const fields = [
  { name: 'event', type: 'TEXT' },
  { name: 'events', type: 'NUMBER' },
] as const;

describe('filters of a custom report', () => {
  test('a number is compared as a number, a text as a text', () => {
    expect(filterOf({ field: 'events', is: 'AT_LEAST', value: ' 12 ' }, fields)?.value).toBe(12);
    expect(filterOf({ field: 'event', is: 'EQUALS', value: '12' }, fields)?.value).toBe('12');
  });

  test.each(['', '   ', 'twelve', 'Infinity', 'NaN'])('"%s" is no number', (value) =>
    expect(filterOf({ field: 'events', is: 'AT_LEAST', value }, fields)).toBeNull(),
  );

  test('one of several is a list without empty places', () => {
    expect(filterOf({ field: 'event', is: 'ONE_OF', value: 'a, b,,c ' }, fields)?.value).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(filterOf({ field: 'event', is: 'ONE_OF', value: ' , ' }, fields)).toBeNull();
    const many = Array.from({ length: 21 }, (_, index) => index).join(',');
    expect(filterOf({ field: 'event', is: 'ONE_OF', value: many }, fields)).toBeNull();
  });
});

test('sorting by a column that was taken out again is dropped', () => {
  const draft = { ...emptyDraft, measures: ['events'], sort: { field: 'people', descending: true } };
  expect(customOf(draft, fields)).toEqual({
    dataset: 'EVENTS',
    groupBy: [],
    measures: ['events'],
    filters: [],
    limit: 200,
  });
  expect(customOf({ ...draft, sort: { field: 'events', descending: false } }, fields).sort).toEqual({
    field: 'events',
    descending: false,
  });
});
