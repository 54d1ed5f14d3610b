import type { ReportDefinition } from './types';

/** The page on which a saved question was asked, showing the same; null for reports that have none. Pure. */
export function pageOfDefinition(definition: ReportDefinition): string | null {
  const { kind } = definition;
  if (!('query' in definition) || (kind !== 'FUNNEL' && kind !== 'RETENTION')) return null;
  if ('dataset' in definition.query) return null;
  const { range, from, to, ...choice } = definition.query;
  const params = new URLSearchParams({ q: JSON.stringify(choice) });
  // Own days were written as instants of somebody's time zone; the days they began on show the same range.
  if (range === 'custom' && from && to) {
    params.set('range', 'custom');
    params.set('from', from.slice(0, 10));
    params.set('to', new Date(Date.parse(to) - 1).toISOString().slice(0, 10));
  } else params.set('range', range);
  const page = kind === 'FUNNEL' ? 'funnels' : 'retention';
  return `/admin/analytics/${page}?${params.toString()}`;
}
