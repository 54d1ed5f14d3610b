import { expect, test } from 'vitest';
import { merged } from './use-edit';

test('own changes go on top of what others have saved', () => {
  const was = { cash: '1', note: '', costs: '5' };
  const saved = { cash: '2', note: 'seen', costs: '5' };
  expect(merged(was, saved, { cash: '3', note: '', costs: '5' })).toEqual({
    cash: '3',
    note: 'seen',
    costs: '5',
  });
});
