'use client';

import { contract, urlOf } from '@smartstart/contract';
import { useEffect, useRef } from 'react';
import { api } from './api';
import { Collector, countedOnce, type Happening } from './collector';
import { accessToken } from './session-store';

/** One for the page's life: it outlives the step from visitor to member. */
export const collector = new Collector({
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
  async send(batch, last) {
    if (!last) return api.behaviorEvents.record({ body: batch });
    // A beacon cannot carry the token; a request that is kept alive can.
    const response = await fetch(urlOf(contract.behaviorEvents.record, {}), {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await accessToken()}` },
      body: JSON.stringify(batch),
    });
    if (!response.ok) throw new Error('The events were not taken.');
    return (await response.json()) as Awaited<ReturnType<typeof api.behaviorEvents.record>>;
  },
});

/** Kept until the person signed in and agreed; nothing of it leaves the browser otherwise. */
export function tell(happening: Happening): void {
  collector.tell(happening);
}

/** Says that a feature was used, such as `equity.export`. Elements may say it of themselves: `data-feature="equity.export"`. */
export function tellFeature(feature: string): void {
  tell({ type: 'feature.used', properties: { feature } });
}

/** Tells something once while it is shown; null tells nothing. */
export function useTold(happening: Happening | null): void {
  const key = happening && JSON.stringify(happening);
  useEffect(() => {
    if (key) tell(JSON.parse(key) as Happening);
  }, [key]);
}

/**
 * Tells that somebody searched and how much was found, once for each search and never for what. `found` is null while the
 * answer is not there; a first page counts what it shows.
 */
export function useToldSearch(area: string, words: string, found: number | null): void {
  const counted = useRef(countedOnce());
  useEffect(() => {
    if (counted.current(words, found !== null))
      tell({ type: 'search.run', properties: { area, results: Math.min(found!, 100_000) } });
  }, [area, words, found]);
}

/** How much the pages of a list show that are there; null while there are none. */
export function found(
  data: { readonly pages: readonly { readonly items: readonly unknown[] }[] } | undefined,
): number | null {
  return data ? data.pages.reduce((sum, { items }) => sum + items.length, 0) : null;
}
