'use client';

import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api';
import { useProblemText } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import type { Task } from './types';

interface QuickAddProps {
  readonly ventureId: string;
  /** The sprint that is shown, so that what is written does not vanish from sight. */
  readonly sprintId: string | null;
  readonly assigneeId: string | null;
  readonly onDone: (task: Task) => void;
}

/** A title and Enter: the rest can be said later. */
export function QuickAdd({ ventureId, sprintId, assigneeId, onDone }: QuickAddProps) {
  const t = useTranslations('work.quick');
  const textOf = useProblemText();
  const [title, setTitle] = useState('');
  const [missing, setMissing] = useState(false);
  const intention = useIntention();
  const field = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: (words: string) => {
      const body = {
        title: words,
        ...(sprintId ? { sprintId } : {}),
        ...(assigneeId ? { assigneeId } : {}),
      };
      return api.work.createTask({ params: { ventureId }, body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: (task) => {
      // The same title once more is another task.
      intention.done();
      setTitle('');
      onDone(task);
      field.current?.focus();
    },
  });
  const failure = add.error ? textOf(add.error) : null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const words = title.trim();
        setMissing(words === '');
        if (words && !add.isPending) add.mutate(words);
        else field.current?.focus();
      }}
    >
      <TextInput
        ref={field}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        maxLength={160}
        value={title}
        error={missing ? t('missing') : failure && (failure.detail ?? failure.title)}
        onChange={({ currentTarget: { value } }) => {
          setTitle(value);
          setMissing(false);
        }}
        rightSection={
          <ActionIcon type="submit" variant="subtle" aria-label={t('add')} loading={add.isPending}>
            <IconPlus size={18} aria-hidden />
          </ActionIcon>
        }
      />
    </form>
  );
}
