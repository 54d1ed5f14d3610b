'use client';

import { useMemo } from 'react';
import type { CapTable } from './types';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Everybody a table names: holders of shares and of convertibles, and those who hold nothing yet, by name. */
function holderOptions(table: CapTable | null, more: readonly Option[] = []): Option[] {
  const names = new Map(more.map(({ value, label }) => [value, label]));
  for (const { stakeholderId, name } of table?.withoutHoldings ?? []) names.set(stakeholderId, name);
  for (const { stakeholderId, holderName } of table?.convertibles ?? []) names.set(stakeholderId, holderName);
  for (const { stakeholderId, name } of table?.holders ?? []) names.set(stakeholderId, name);
  return [...names]
    .map(([value, label]) => ({ value, label: label || value }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

/** The same, worked out once for a table: with ten thousand holders, not with every key that is pressed. */
export function useHolderOptions(table: CapTable | null, more?: readonly Option[]): Option[] {
  return useMemo(() => holderOptions(table, more), [table, more]);
}
