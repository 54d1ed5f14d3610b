import type { ReportDefinition } from './types';

const pages = {
  TREND: 'trends',
  FUNNEL: 'funnels',
  RETENTION: 'retention',
  COHORTS: 'retention',
  PATHS: 'paths',
  SEGMENT: 'segments',
} as const;
type Question = Extract<ReportDefinition, { kind: keyof typeof pages }>;

const isQuestion = (definition: ReportDefinition): definition is Question => definition.kind in pages;

/** The page on which a saved question was asked, showing the same; null for reports that are none. Pure. */
export function pageOfDefinition(definition: ReportDefinition): string | null {
  if (!isQuestion(definition)) return null;
  const { range, from, to } = definition.query;
  const params = new URLSearchParams({ q: JSON.stringify(choiceOf(definition)) });
  // Times per person are the second view of the page of cohorts.
  if (definition.kind === 'COHORTS') params.set('view', 'per-person');
  // Own days were written as instants of somebody's time zone; the days they began on show the same range.
  if (range === 'custom' && from && to) {
    params.set('range', 'custom');
    params.set('from', from.slice(0, 10));
    params.set('to', new Date(Date.parse(to) - 1).toISOString().slice(0, 10));
  } else params.set('range', range);
  return `/admin/analytics/${pages[definition.kind]}?${params.toString()}`;
}

/** The question without its range, as the address of its page holds it. */
function choiceOf({ kind, query }: Question): object {
  const { range: _, from: __, to: ___, ...choice } = query;
  if (kind !== 'COHORTS' || !('measure' in choice)) return choice;
  const { measure, ...began } = choice;
  return { ...began, back: measure };
}
