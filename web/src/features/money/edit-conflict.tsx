'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { PlainTable } from './plain-table';
import { merged } from './use-edit';

export interface Difference {
  readonly label: string;
  /** What the edit began with. */
  readonly was: string;
  readonly saved: string;
  readonly typed: string;
}

interface FormConflictProps<T, V extends object, F extends keyof V> {
  readonly edit: { readonly base: T; readonly theirs: T | null; readonly settle: () => void };
  readonly valuesOf: (thing: T) => V;
  readonly values: V;
  readonly setValues: (values: V) => void;
  readonly fields: readonly F[];
  readonly label: (field: F) => string;
  /** What a reader sees in a field. */
  readonly shown: (values: V, field: F) => string;
}

/** The conflict of a form: keeping what was typed takes the fields one did not touch as they are saved now. */
export function FormConflict<T, V extends object, F extends keyof V>({
  edit: { base, theirs, settle },
  valuesOf,
  values,
  setValues,
  fields,
  label,
  shown,
}: FormConflictProps<T, V, F>) {
  if (theirs === null) return null;
  const [was, saved] = [valuesOf(base), valuesOf(theirs)];
  const goOn = (next: V) => {
    setValues(next);
    settle();
  };
  return (
    <EditConflict
      differences={fields.map((field) => ({
        label: label(field),
        was: shown(was, field),
        saved: shown(saved, field),
        typed: shown(values, field),
      }))}
      onKeep={() => goOn(merged(was, saved, values))}
      onTake={() => goOn(saved)}
    />
  );
}

interface EditConflictProps {
  readonly differences: readonly Difference[];
  /** What was typed only makes sense as a whole; nothing of what is saved is mixed in. */
  readonly whole?: boolean;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Somebody else has saved meanwhile: what is saved now beside what was typed, and the choice between both. */
export function EditConflict({ differences, whole = false, onKeep, onTake }: EditConflictProps) {
  const t = useTranslations('money.conflict');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const changed = differences.filter(({ was, saved, typed }) => saved !== was || typed !== was);
  return (
    <Alert ref={box} tabIndex={-1} color="orange" role="alert" title={t('title')}>
      <Stack gap="sm">
        <Text size="sm">{t(whole ? 'textWhole' : 'text')}</Text>
        {changed.length > 0 && (
          <PlainTable
            label={t('label')}
            minWidth={280}
            items={changed}
            keyOf={({ label }) => label}
            columns={[
              { head: t('field'), cell: ({ label }) => label },
              { head: t('saved'), cell: ({ saved }) => saved || '–' },
              { head: t('typed'), cell: ({ was, typed }) => (typed === was ? t('untouched') : typed || '–') },
            ]}
          />
        )}
        <Group>
          <Button size="xs" onClick={onKeep}>
            {t('keep')}
          </Button>
          <Button size="xs" variant="default" onClick={onTake}>
            {t('take')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
