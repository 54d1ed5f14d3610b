import type { CustomReport, ReportField, ReportFilter } from './types';

/** A custom report as its form holds it. Pure. */

export interface FilterDraft {
  readonly field: string;
  readonly is: ReportFilter['is'];
  readonly value: string;
}

export interface CustomDraft {
  readonly dataset: CustomReport['dataset'];
  readonly groupBy: readonly string[];
  readonly measures: readonly string[];
  readonly filters: readonly FilterDraft[];
  readonly sort: { readonly field: string; readonly descending: boolean } | null;
  readonly limit: number | string;
}

export const emptyDraft: CustomDraft = {
  dataset: 'EVENTS',
  groupBy: [],
  measures: [],
  filters: [],
  sort: null,
  limit: 200,
};

const valuesMost = 20;

/** The filter that is meant; null while its value says nothing the field could be compared with. */
export function filterOf(
  { field, is, value }: FilterDraft,
  fields: readonly Pick<ReportField, 'name' | 'type'>[],
): ReportFilter | null {
  const text = value.trim();
  if (text === '') return null;
  if (is === 'ONE_OF') {
    const values = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return values.length > 0 && values.length <= valuesMost ? { field, is, value: values } : null;
  }
  const numeric = fields.find(({ name }) => name === field)?.type === 'NUMBER';
  if (!numeric) return { field, is, value: text };
  const number = Number(text);
  return Number.isFinite(number) ? { field, is, value: number } : null;
}

/** The question that is meant; to be asked once nothing is wrong with the draft. */
export function customOf(
  draft: CustomDraft,
  fields: readonly Pick<ReportField, 'name' | 'type'>[],
): CustomReport {
  const { dataset, groupBy, measures, sort } = draft;
  const chosen = [...groupBy, ...measures];
  return {
    dataset,
    groupBy: [...groupBy],
    measures: [...measures],
    filters: draft.filters.flatMap((filter) => filterOf(filter, fields) ?? []),
    limit: Number(draft.limit),
    // Sorting by a column that was taken out again would be refused.
    ...(sort && chosen.includes(sort.field) ? { sort: { ...sort } } : {}),
  };
}
