'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { readRange, rangeParams, type Range } from '../../components/range-picker';
import { useMe } from '../../lib/session';
import { dayAfter, instantIn, wallIn } from '../../lib/zoned';
import type { RangeQuery } from './types';

type Change = Readonly<Record<string, string | null>>;

/** What a page of analytics shows stands in its address: a link shows the same, and "back" takes the last step back. */
export function useAddress() {
  const params = useSearchParams();
  const set = useCallback((change: Change, how: 'push' | 'replace' = 'push') => {
    // Two fields may change before the page is drawn again; the address always knows.
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    const href = text === '' ? window.location.pathname : `?${text}`;
    if (how === 'push') window.history.pushState(null, '', href);
    else window.history.replaceState(null, '', href);
  }, []);
  return { get: (name: string) => params.get(name), set };
}

/** The time range of the address, as the page picks it and as the server takes it. */
export function useRange(usual: '24h' | '7d' | '30d' | '90d' = '30d') {
  const { get, set } = useAddress();
  const timeZone = useMe().data?.timeZone;
  const today = wallIn(new Date(), timeZone).slice(0, 10);
  const { range, from, to } = readRange(get, usual);
  const query = useMemo(() => rangeQueryOf({ range, from, to }, timeZone), [range, from, to, timeZone]);
  return {
    range: { range, from, to } satisfies Range,
    query,
    today,
    setRange: (next: Range) => set(rangeParams(next), 'replace'),
  };
}

function rangeQueryOf({ range, from, to }: Range, timeZone: string | undefined): RangeQuery {
  if (range !== 'custom') return { range };
  const [first, last] = [instantIn(from, timeZone), instantIn(dayAfter(to), timeZone)];
  return first && last ? { range, from: first, to: last } : { range: '30d' };
}

export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** A question of the address, written as JSON; null while there is none, or when it makes no sense any more. */
export function readQuestion<T>(text: string | null, schema: Schema<T>): T | null {
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
