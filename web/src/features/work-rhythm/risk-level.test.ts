import { expect, test } from 'vitest';
import { riskLevel } from './risk-level';

test('the score of impact and probability decides the level', () => {
  const level = (impact: number, probability: number) => riskLevel(impact * probability);
  expect([level(5, 5), level(4, 5)]).toEqual(['CRITICAL', 'CRITICAL']);
  expect([level(4, 4), level(3, 5)]).toEqual(['HIGH', 'HIGH']);
  expect([level(3, 4), level(2, 5)]).toEqual(['MEDIUM', 'MEDIUM']);
  expect([level(3, 3), level(1, 1)]).toEqual(['LOW', 'LOW']);
});
