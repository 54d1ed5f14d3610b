import { analyticsWire } from '@smartstart/contract';
import { expect, test } from 'vitest';
import { pageOfDefinition } from './report-links';

const voted = { event: 'poll.voted', where: [] };
const read = (definition: unknown) => analyticsWire.reportDefinition.parse(definition);

test.each([
  ['TREND', { match: voted }, 'trends', analyticsWire.trendQuery],
  ['FUNNEL', { steps: [voted, voted] }, 'funnels', analyticsWire.funnelQuery],
  ['RETENTION', { start: voted }, 'retention', analyticsWire.retentionQuery],
  ['COHORTS', { measure: voted }, 'retention', analyticsWire.retentionQuery],
  ['PATHS', { anchor: 'poll.voted' }, 'paths', analyticsWire.pathQuery],
  ['SEGMENT', { rules: [{ match: voted }] }, 'segments', analyticsWire.segmentQuery],
] as const)('a saved %s opens its page with a question that page reads', (kind, query, page, schema) => {
  const { pathname, searchParams } = new URL(
    pageOfDefinition(read({ kind, scope: 'HUB', query: { ...query, range: '90d' } }))!,
    'http://localhost',
  );
  expect(pathname).toBe(`/admin/analytics/${page}`);
  expect(searchParams.get('range')).toBe('90d');
  expect(schema.safeParse(JSON.parse(searchParams.get('q')!)).success).toBe(true);
});

test('what is counted for a cohort is what its page calls coming back', () => {
  const href = pageOfDefinition(read({ kind: 'COHORTS', scope: 'HUB', query: { measure: voted } }))!;
  const { searchParams } = new URL(href, 'http://localhost');
  expect(searchParams.get('view')).toBe('per-person');
  expect(JSON.parse(searchParams.get('q')!)).toMatchObject({ back: voted });
});

test('a report that is no question has no page', () => {
  expect(pageOfDefinition(read({ kind: 'BUZ', scope: 'OWN', range: { range: '30d' } }))).toBeNull();
});
