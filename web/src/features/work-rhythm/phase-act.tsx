'use client';

import { MultiSelect, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useRefreshWork } from '../work/queries';
import { FormModal } from '../../components/form-modal';
import type { PhaseEvent } from './phase-events';
import type { Phase, Way } from './types';
import { useSend } from './use-send';

const exitKinds = ['SALE', 'IPO', 'ACQUISITION'] as const;

interface Values {
  note: string;
  link: string;
  exitKind: (typeof exitKinds)[number];
  documentIds: string[];
}

interface PhaseActProps {
  readonly ventureId: string;
  readonly way: Way;
  readonly event: PhaseEvent;
  readonly onClose: () => void;
  readonly onDone: (phase: Phase | null) => void;
}

/** One step on the way, with what it asks for. It is not taken back, so it is said before what it does. */
export function PhaseAct({ ventureId, way, event, onClose, onDone }: PhaseActProps) {
  const t = useTranslations('workRhythm.phase.act');
  const ways = useTranslations('workRhythm.phase.ways');
  const names = useTranslations('public.phases');
  const client = useQueryClient();
  const refresh = useRefreshWork(ventureId);
  const asks = (what: Way['asks'][number]) => way.asks.includes(what);
  // A link stands in for what is missing; without anything missing it may be left out.
  const needsLink = asks('link') && way.missing.length > 0;
  const documents = useQuery({
    queryKey: ['documents', 'effective', ventureId],
    queryFn: ({ signal }) =>
      api.legal.documents({ query: { ventureId, state: 'EFFECTIVE', limit: 100 } }, { signal }),
    enabled: asks('documentIds'),
  });
  const form = useForm<Values>({
    initialValues: { note: '', link: '', exitKind: 'SALE', documentIds: [] },
    validate: {
      note: (value) => (asks('note') && !value.trim() ? t('noteMissing') : null),
      link: (value) => {
        if (!asks('link')) return null;
        if (!value.trim()) return needsLink ? t('linkMissing') : null;
        return isAddress(value) ? null : t('linkWrong');
      },
      documentIds: (value) => (asks('documentIds') && value.length === 0 ? t('documentsMissing') : null),
    },
  });
  const { send, busy, error } = useSend(form, {
    run: ({ note, link, exitKind, documentIds }: Values) =>
      api.work.movePhase({
        params: { ventureId },
        body: {
          event,
          note,
          ...(asks('link') && link.trim() ? { link: link.trim() } : {}),
          ...(asks('exitKind') ? { exitKind } : {}),
          ...(asks('documentIds') ? { documentIds } : {}),
        },
      }),
    onDone: ({ phase }) => {
      void client.invalidateQueries({ queryKey: ['ventures'] });
      void refresh();
      onDone(phase);
    },
  });
  return (
    <FormModal
      title={ways(`event.${event}.title`)}
      confirm={t('confirm', { phase: names(way.to) })}
      form={form}
      busy={busy}
      error={error}
      danger={event === 'abandon'}
      onSubmit={send}
      onClose={onClose}
    >
      <Text size="sm">{ways(`event.${event}.text`)}</Text>
      <Text size="sm">{event === 'abandon' ? t('abandon') : t('effect', { phase: names(way.to) })}</Text>
      {asks('note') && (
        <Textarea
          label={t(`note.${noteKind(event)}`)}
          required
          data-autofocus
          autosize
          minRows={4}
          maxLength={5000}
          {...form.getInputProps('note')}
        />
      )}
      {asks('link') && (
        <TextInput
          type="url"
          label={t('link')}
          description={t(needsLink ? 'linkHint' : 'linkOptional')}
          required={needsLink}
          placeholder="https://"
          maxLength={500}
          {...form.getInputProps('link')}
        />
      )}
      {asks('exitKind') && (
        <NativeSelect
          label={t('exitKind')}
          data={exitKinds.map((value) => ({ value, label: t(`exitKinds.${value}`) }))}
          {...form.getInputProps('exitKind')}
        />
      )}
      {asks('documentIds') && (
        <MultiSelect
          label={t('documents')}
          description={documents.data?.items.length === 0 ? t('documentsNone') : t('documentsHint')}
          required
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('clear') }}
          data={(documents.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('documentIds')}
        />
      )}
    </FormModal>
  );
}

type NoteKind = 'conclusion' | 'hypothesis' | 'plan' | 'reason';

function noteKind(event: PhaseEvent): NoteKind {
  if (event === 'validate' || event === 'refute') return 'conclusion';
  if (event === 'new-hypothesis') return 'hypothesis';
  return event === 'retry' ? 'plan' : 'reason';
}

export function isAddress(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:\/\//i.test(text.trim());
}
