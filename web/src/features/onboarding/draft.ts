'use client';

import { useEffect, useRef } from 'react';
import { api } from '../../lib/api';
import type { Stage } from './progress';

type Fields = NonNullable<Stage['draft']>['fields'];

const localAfterMs = 500;
/** Section 4: forms save themselves every 30 seconds. */
const saveEveryMs = 30_000;

/** What was typed and not yet sent: the copy of this browser, else what the server kept. */
export function readDraft<T extends Fields>(key: string, stage: Stage): Partial<T> | null {
  try {
    const own = localStorage.getItem(key);
    if (own) return JSON.parse(own) as Partial<T>;
  } catch {
    // Without storage the server's copy serves.
  }
  return (stage.draft?.fields as Partial<T> | undefined) ?? null;
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Keeps a copy in this browser while one types, and one on the server every 30 seconds and when the page is left. */
export function useDraft(key: string, stage: number, values: Fields, changed: boolean): void {
  const latest = useRef({ values, changed, saved: '' });
  latest.current.values = values;
  latest.current.changed = changed;
  useEffect(() => {
    if (!changed) return;
    const timer = setTimeout(() => {
      try {
        localStorage.setItem(key, JSON.stringify(values));
      } catch {
        // Without storage the text lives as long as the page, and on the server.
      }
    }, localAfterMs);
    return () => clearTimeout(timer);
  }, [key, values, changed]);
  useEffect(() => {
    const save = () => {
      const { values: fields, changed: any, saved } = latest.current;
      const now = JSON.stringify(fields);
      if (!any || now === saved) return;
      latest.current.saved = now;
      // A draft that does not arrive is tried again with the next change; the browser has its copy.
      api.journey.saveDraft({ params: { number: stage }, body: { fields } }).catch(() => {
        latest.current.saved = '';
      });
    };
    const timer = setInterval(save, saveEveryMs);
    return () => {
      clearInterval(timer);
      save();
    };
  }, [stage]);
}
