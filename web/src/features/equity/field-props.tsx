'use client';

import { useTranslations } from 'next-intl';
import type { ActDraft, Faults } from './act-draft';
import type { ActName, Field } from './acts';
import type { CapTable, Standing } from './types';

export interface FieldProps<F extends Field = Field> {
  readonly field: F;
  readonly act: ActName;
  readonly standing: Standing;
  readonly table: CapTable;
  readonly draft: ActDraft;
  readonly faults: Faults;
  /** The draft after a change, and the names of the fields whose message has become old. */
  readonly onChange: (draft: ActDraft, ...changed: string[]) => void;
}

export function withText(draft: ActDraft, name: string, value: string): ActDraft {
  return { ...draft, text: { ...draft.text, [name]: value } };
}

export function withSwitch(draft: ActDraft, name: string, value: boolean): ActDraft {
  return { ...draft, on: { ...draft.on, [name]: value } };
}

export function useFaultText(faults: Faults): (name: string) => string | null {
  const t = useTranslations('equity.faults');
  return (name) => (faults[name] ? t(faults[name]) : null);
}

/** The unit at the end of a field for figures. */
export function unit(text: string) {
  return {
    rightSection: <span aria-hidden>{text}</span>,
    rightSectionWidth: text.length > 1 ? 56 : 32,
    autoComplete: 'off',
  };
}
