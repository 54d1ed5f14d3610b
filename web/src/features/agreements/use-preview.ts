'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { ClauseChoice } from './types';

const restMs = 400;

/** The draft’s text with these values and clauses, asked for once the typing rests; an older question is called off. */
export function usePreview(
  documentId: string,
  code: string,
  values: Readonly<Record<string, string>>,
  clauses: readonly ClauseChoice[],
) {
  const content = JSON.stringify({ values, clauses });
  const [settled] = useDebouncedValue(content, restMs);
  const preview = useQuery({
    queryKey: ['templates', 'preview', documentId, settled],
    queryFn: async ({ signal }) => {
      const typed = JSON.parse(settled) as { values: Record<string, string>; clauses: ClauseChoice[] };
      const body = { ...typed, documentId };
      const preview = await api.agreements.preview({ params: { code }, body }, { signal });
      return { ...preview, asked: body.values };
    },
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
    staleTime: 60_000,
  });
  return {
    data: preview.data,
    error: preview.error,
    refetch: preview.refetch,
    /** What is shown is of an earlier state of the form. */
    behind: settled !== content || preview.isFetching || preview.isPlaceholderData,
  };
}
