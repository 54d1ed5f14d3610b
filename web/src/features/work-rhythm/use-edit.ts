'use client';

import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';

interface Versioned {
  readonly version: number;
}

interface EditOptions<T extends Versioned, V extends object> {
  readonly start: T;
  readonly form: UseFormReturnType<V>;
  /** What the form shows of a thing. */
  readonly valuesOf: (thing: T) => V;
  readonly save: (changes: Partial<V>, ifMatch: string) => Promise<unknown>;
  /** The thing as it is now, after somebody else has saved it; null when it is gone. */
  readonly latest: () => Promise<T | null>;
  readonly onDone: () => void;
}

export interface Edit<V extends object> {
  readonly save: (values: V) => void;
  readonly busy: boolean;
  /** A failure that no field explains. */
  readonly error: unknown;
  /** What somebody else has made of the thing meanwhile; null when nobody has. */
  readonly theirs: V | null;
  /** The fields they have changed. */
  readonly changed: readonly (keyof V)[];
  /** Goes on from their version. Fields changed here keep what was typed, unless it is dropped. */
  readonly reload: (discard: boolean) => void;
}

/**
 * Editing something others may edit, too: only what was changed is sent, with the version it is based on. That version
 * is kept apart from the cache, so that a refetch in between never passes for having seen the change.
 */
export function useEdit<T extends Versioned, V extends object>({
  start,
  form,
  valuesOf,
  save,
  latest,
  onDone,
}: EditOptions<T, V>): Edit<V> {
  const [base, setBase] = useState(start);
  const [newest, setNewest] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  const before = valuesOf(base);
  const differ = (a: V, b: V) =>
    (Object.keys(a) as (keyof V)[]).filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
  const act = useMutation({
    mutationFn: async (values: V) => {
      const fields = differ(values, before);
      const changes: Partial<V> = {};
      for (const field of fields) changes[field] = values[field];
      if (fields.length > 0) await save(changes, `"${base.version}"`);
    },
    onMutate: () => setError(null),
    onSuccess: onDone,
    onError: async (failure) => {
      if (!hasCode(failure, 'EDIT_CONFLICT')) {
        if (!applyErrors(form, failure)) setError(failure);
        return;
      }
      const found = await latest().catch(() => null);
      if (found) setNewest(found);
      else setError(failure);
    },
  });
  const theirs = newest && valuesOf(newest);
  return {
    save: (values) => act.mutate(values),
    busy: act.isPending,
    error,
    theirs,
    changed: theirs ? differ(theirs, before) : [],
    reload: (discard) => {
      if (!newest || !theirs) return;
      const mine = form.getValues();
      const touched = discard ? [] : differ(mine, before);
      const kept: Partial<V> = {};
      for (const field of touched) kept[field] = mine[field];
      form.setValues({ ...theirs, ...kept });
      setBase(newest);
      setNewest(null);
    },
  };
}
