'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Opened, Session } from './types';

/** How far a guest has come with a link: it was followed, or its code was typed and a session is there. */
export interface Entry {
  readonly link: string;
  /** What was sent by whom. Kept, so that loading the page again sends no second code. */
  readonly opened?: Opened;
  readonly session?: Session;
}

export type EntryState = Entry | 'reading' | 'none' | 'garbled';

const key = 'smartstart.guest';
const wellFormed = /^[\w-]{20,100}$/;

/**
 * The link's secret stands in the fragment, which no browser sends to a server. It is taken out of the address bar at
 * once, so that it is neither bookmarked nor seen over a shoulder, and lives on in this tab only.
 */
export function useEntry(): readonly [EntryState, (entry: Entry) => void] {
  const [entry, setEntry] = useState<EntryState>('reading');
  const first = useRef(true);

  const keep = useCallback((next: Entry) => {
    write(next);
    setEntry(next);
  }, []);

  useEffect(() => {
    const take = () => {
      const fragment = window.location.hash.slice(1);
      const kept = read();
      if (wellFormed.test(fragment)) {
        clearAddress();
        // The same link again in the same tab: the session it was used up for is still there.
        keep(kept?.link === fragment ? kept : { link: fragment });
      } else if (first.current) setEntry(kept ?? (fragment && fragment !== 'main' ? 'garbled' : 'none'));
      first.current = false;
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, [keep]);

  return [entry, keep] as const;
}

function clearAddress(): void {
  const clear = () => window.history.replaceState(window.history.state, '', window.location.pathname);
  clear();
  // The router keeps an address of its own, which it learns only once it has started; that is after this page's effects.
  setTimeout(clear);
}

// Where storage is turned off, loading the page again asks for a fresh link; all else works.
let memory: Entry | null = null;

function read(): Entry | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return kept && typeof kept === 'object' && 'link' in kept ? (kept as Entry) : memory;
  } catch {
    return memory;
  }
}

function write(entry: Entry): void {
  memory = entry;
  try {
    sessionStorage.setItem(key, JSON.stringify(entry));
  } catch {
    // See `memory`.
  }
}
