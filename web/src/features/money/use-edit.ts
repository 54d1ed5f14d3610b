'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { hasCode } from '../../lib/problem';

interface EditOptions<T, Body> {
  /** What the edit rests on. */
  readonly from: T;
  readonly send: (body: Body, base: T) => Promise<unknown>;
  /** As it is saved now, after somebody else was faster. */
  readonly fresh: () => Promise<T | undefined>;
  readonly onDone: () => void;
  readonly onFailed?: (error: unknown) => void;
}

/** Own changes on top of what is saved now: what the person did not touch is as the others left it. */
export function merged<V extends object>(was: V, saved: V, own: V): V {
  const entries = Object.entries(own) as [keyof V, V[keyof V]][];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value === was[key] ? saved[key] : value]),
  ) as V;
}

/**
 * An edit of one version. When somebody else has saved meanwhile, nothing is sent and nothing typed is lost: `theirs` is
 * what is saved now, and the person chooses on which of both to go on.
 */
export function useEdit<T, Body>({ from, send, fresh, onDone, onFailed }: EditOptions<T, Body>) {
  const [base, setBase] = useState(from);
  const [theirs, setTheirs] = useState<T | null>(null);
  const save = useMutation({
    mutationFn: (body: Body) => send(body, base),
    onSuccess: onDone,
    onError: async (error) => {
      if (hasCode(error, 'EDIT_CONFLICT')) setTheirs((await fresh()) ?? null);
      else onFailed?.(error);
    },
  });
  return {
    base,
    theirs,
    save: save.mutate,
    saving: save.isPending,
    /** What no field and no choice stands for. */
    error: theirs ? null : save.error,
    /** The person has chosen: the edit goes on from what is saved now. */
    settle: () => {
      if (theirs) setBase(theirs);
      setTheirs(null);
      save.reset();
    },
  };
}
