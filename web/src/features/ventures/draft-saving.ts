'use client';

import type { UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, newKey } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import type { Draft } from './draft';
import { changesOf, draftFields, draftOf, emptyDraft, isDirty, localDraft, normalised, same } from './draft';
import { ventureQuery } from './queries';
import type { Venture } from './types';

export const autosaveMs = 30_000;

export type SaveState =
  | { step: 'idle' | 'saving' | 'saved' | 'conflict' }
  | { step: 'failed'; error: unknown };

/**
 * Saves the wizard's form: creates the draft the first time, afterwards sends what changed with the version it was
 * based on. Unsaved values are also kept in the browser until the server has them.
 */
export function useDraftSaving(form: UseFormReturnType<Draft>, start: Venture | null, userId: string) {
  const client = useQueryClient();
  const [venture, setVenture] = useState(start);
  const [state, setState] = useState<SaveState>({ step: 'idle' });
  const etag = useRef((start as (Venture & { etag?: string }) | null)?.etag);
  const base = useRef(start ? draftOf(start) : emptyDraft);
  const creation = useRef<{ body: string; key: string } | null>(null);
  const running = useRef<Promise<Venture | null> | null>(null);
  const known = useRef(start);

  const take = useCallback(
    (next: Venture & { readonly etag?: string }) => {
      etag.current = next.etag;
      base.current = draftOf(next);
      known.current = next;
      setVenture(next);
      client.setQueryData(ventureQuery(next.id).queryKey, next);
      void client.invalidateQueries({ queryKey: ['ventures', 'list'] });
      if (next.status !== 'DRAFT') void client.invalidateQueries({ queryKey: ['buz', 'wallet'] });
    },
    [client],
  );

  const send = useCallback(async (): Promise<Venture | null> => {
    const values = form.getValues();
    const current = known.current;
    const changes = changesOf(values, base.current);
    if (current && Object.keys(changes).length === 0) return current;
    setState({ step: 'saving' });
    try {
      if (current) {
        take(
          await api.ventures.edit(
            { params: { ventureId: current.id }, body: changes },
            etag.current ? { ifMatch: etag.current } : {},
          ),
        );
      } else {
        const { name, slug, ...rest } = normalised(values);
        const body = { name, ...rest, ...(slug ? { slug } : {}) };
        if (creation.current?.body !== JSON.stringify(body))
          creation.current = { body: JSON.stringify(body), key: newKey() };
        const created = await api.ventures.create({ body }, { idempotencyKey: creation.current.key });
        take(created);
        localDraft.clear(userId, null);
        if (!slug) form.setFieldValue('slug', created.slug);
      }
      if (!isDirty(form.getValues(), base.current)) localDraft.clear(userId, known.current?.id ?? null);
      setState({ step: 'saved' });
      return known.current;
    } catch (error) {
      if (hasCode(error, 'EDIT_CONFLICT', 'CONFLICT')) setState({ step: 'conflict' });
      else setState(applyErrors(form, error) ? { step: 'idle' } : { step: 'failed', error });
      return null;
    }
  }, [form, take, userId]);

  /** One save at a time; a second one begins after the first and sends only what is left. Null: not saved. */
  const save = useCallback(async (): Promise<Venture | null> => {
    while (running.current) await running.current;
    running.current = send().finally(() => (running.current = null));
    return running.current;
  }, [send]);

  /** After a conflict: load what the other person saved. Fields changed here keep the typed text unless `discard`. */
  const reload = useCallback(
    async (discard: boolean) => {
      const current = known.current;
      if (!current) return;
      try {
        const latest = await api.ventures.get({ params: { ventureId: current.id } });
        const mine = normalised(form.getValues());
        const theirs = draftOf(latest);
        const before = base.current;
        const untouched = draftFields.filter((field) => discard || same(mine[field], before[field]));
        form.setValues(
          Object.fromEntries(untouched.map((field) => [field, theirs[field]])) as Partial<Draft>,
        );
        take(latest);
        if (discard) localDraft.clear(userId, current.id);
        setState({ step: 'idle' });
      } catch (error) {
        setState({ step: 'failed', error });
      }
    },
    [form, take, userId],
  );

  const stuck = state.step === 'conflict';
  useEffect(() => {
    // Until there is a name there is nothing to create, and changing a card that is out costs something: the clock
    // saves drafts only. The browser keeps the text meanwhile.
    if (venture?.status !== 'DRAFT' || stuck) return;
    const timer = setInterval(() => void save(), autosaveMs);
    return () => clearInterval(timer);
  }, [venture?.status, stuck, save]);

  const dirty = isDirty(form.values, base.current);
  useEffect(() => {
    if (!dirty) return;
    const timer = setTimeout(() => localDraft.write(userId, known.current?.id ?? null, form.values), 500);
    return () => clearTimeout(timer);
  }, [dirty, form.values, userId]);

  // Leaving within that half second must not lose the last words.
  const { getValues } = form;
  useEffect(() => {
    const keep = () => {
      if (isDirty(getValues(), base.current))
        localDraft.write(userId, known.current?.id ?? null, getValues());
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [getValues, userId]);

  return { venture, state, dirty, save, reload };
}
