'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { addressOf, filtersOf, withFilter, type FilterName, type Filters } from './filters';

/** The filters of a list stand in the address: a link shows the same, and coming back finds them again. */
export function useFilters() {
  const params = useSearchParams();
  const filters = useMemo(() => filtersOf(params), [params]);
  const replace = (next: Filters) =>
    // An empty query needs the path, or the browser keeps the old one.
    window.history.replaceState(null, '', addressOf(next) || window.location.pathname);
  return {
    filters,
    replace,
    set: <N extends FilterName>(name: N, value: Filters[N] | null) =>
      // Two fields may change before the page is drawn again; the address always knows.
      replace(withFilter(filtersOf(new URLSearchParams(window.location.search)), name, value)),
  };
}

export type FilterState = ReturnType<typeof useFilters>;
