'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { changesOf, editOf, formOf, mergedForm, type DraftForm } from './draft-form';
import { agreementQuery } from './queries';
import type { Agreement, Template, Versioned } from './types';

/** A pause in typing after which a draft is stored. */
const restMs = 1200;

export type SaveState =
  | { readonly step: 'idle' | 'saving' | 'saved' | 'conflict' }
  | { readonly step: 'failed'; readonly error: unknown };

/** The form of a draft, stored as one types: each edit names the version it was made on, and sends only what differs. */
export function useDraftSaving(
  start: Versioned<Agreement>,
  template: Template,
  names: ReadonlyMap<string, string>,
) {
  const client = useQueryClient();
  const amending = start.state === 'AMENDMENT_DRAFT';
  const [form, setForm] = useState<DraftForm>(() => formOf(start, template, names));
  const [stored, setStored] = useState(() => ({ agreement: start, edit: editOf(form) }));
  const [state, setState] = useState<SaveState>({ step: 'idle' });
  const latest = useRef({ form, edit: stored.edit, etag: start.etag });
  const running = useRef<Promise<boolean> | null>(null);
  useEffect(() => {
    latest.current.form = form;
  });

  const take = useCallback(
    (agreement: Versioned<Agreement>, edit = latest.current.edit) => {
      latest.current.edit = edit;
      latest.current.etag = agreement.etag;
      setStored({ agreement, edit });
      client.setQueryData(agreementQuery(agreement.id).queryKey, agreement);
    },
    [client],
  );

  const send = useCallback(async (): Promise<boolean> => {
    const { edit: before, etag } = latest.current;
    const now = editOf(latest.current.form);
    const changes = changesOf(now, before, amending);
    if (Object.keys(changes).length === 0) return true;
    setState({ step: 'saving' });
    try {
      const request = { params: { documentId: start.id }, body: changes };
      const saved = await api.agreements.edit(request, etag ? { ifMatch: etag } : {});
      take(saved, { ...before, ...changes });
      setState({ step: 'saved' });
      return true;
    } catch (error) {
      setState(hasCode(error, 'EDIT_CONFLICT') ? { step: 'conflict' } : { step: 'failed', error });
      return false;
    }
  }, [amending, start.id, take]);

  /** One save at a time; a second one begins after the first and sends only what is left. */
  const save = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    running.current = send().finally(() => (running.current = null));
    return running.current;
  }, [send]);

  const saveSoon = useDebouncedCallback(() => void save(), restMs);
  const conflict = state.step === 'conflict';
  const change = useCallback(
    (part: Partial<DraftForm>) => {
      setForm((before) => ({ ...before, ...part }));
      if (!conflict) saveSoon();
    },
    [conflict, saveSoon],
  );

  const reload = useCallback(
    async (discard: boolean) => {
      try {
        const agreement = await api.agreements.agreement({ params: { documentId: start.id } });
        if (!agreement.draft) throw new Error('The draft is gone.');
        const theirs = formOf(agreement, template, names);
        setForm(mergedForm(latest.current.form, theirs, latest.current.edit, discard));
        take(agreement, editOf(theirs));
        setState({ step: 'idle' });
        if (!discard) saveSoon();
      } catch (error) {
        setState({ step: 'failed', error });
      }
    },
    [names, saveSoon, start.id, take, template],
  );

  const edit = useMemo(() => editOf(form), [form]);
  const dirty = Object.keys(changesOf(edit, stored.edit, amending)).length > 0;
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  // Going to another page of the platform sends what the pause still held back.
  useEffect(() => () => void save(), [save]);

  return { form, change, edit, stored, state, dirty, amending, save, reload };
}
