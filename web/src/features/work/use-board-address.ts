'use client';

import { workWire } from '@smartstart/contract';
import { useSearchParams } from 'next/navigation';
import { useRef } from 'react';
import type { TaskKind } from './types';

const names = ['sprint', 'person', 'kind', 'late', 'task', 'new'] as const;
type Name = (typeof names)[number];

export interface BoardAddress {
  /** An id, `none` or `all`; null for the active sprint, or all tasks where none is active. */
  readonly sprint: string | null;
  readonly person: string | null;
  readonly kind: TaskKind | null;
  readonly late: boolean;
  /** The task that is open. */
  readonly task: string | null;
  /** The form for a new task is open. */
  readonly creating: boolean;
}

/** What the board shows stands in the address: a link shows the same, and "back" closes what was opened. */
export function useBoardAddress() {
  const params = useSearchParams();
  const opened = useRef(false);
  const address: BoardAddress = {
    sprint: params.get('sprint'),
    person: idOf(params.get('person')),
    kind: workWire.taskKind.safeParse(params.get('kind')).data ?? null,
    late: params.get('late') === '1',
    task: params.get('task'),
    creating: params.get('new') === '1',
  };
  const hrefOf = (change: Partial<Record<Name, string | null>>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return `?${next.toString()}`;
  };
  /** Filters replace the address; what is opened over the board gets a step of its own in the history. */
  const set = (change: Partial<Record<Name, string | null>>, how: 'replace' | 'push' = 'replace') => {
    const url = hrefOf(change);
    // An empty query needs the path, or the browser keeps the old one.
    const href = url === '?' ? window.location.pathname : url;
    if (how === 'replace') return window.history.replaceState(null, '', href);
    opened.current = true;
    window.history.pushState(null, '', href);
  };
  return {
    address,
    hrefOf,
    set,
    /** Closes what lies over the board: back to where it was opened, or on the spot when one came by a link. */
    close: () => {
      if (opened.current) window.history.back();
      else set({ task: null, new: null });
      opened.current = false;
    },
  };
}

/** A mistyped address shows everybody's tasks and not a failure in each column. */
function idOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}

export type Board = ReturnType<typeof useBoardAddress>;
