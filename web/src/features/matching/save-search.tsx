'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { matchingWire } from '@smartstart/contract';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { isNarrowed, keptOf, type Filters } from '../opportunities/filters';
import { searchesQuery } from './queries';
import type { SearchFrequency } from './types';

/** Keeps the filters that are set under a name, with alerts of what is new. */
export function SaveSearch({ filters }: { filters: Filters }) {
  const t = useTranslations('matching.searches');
  const [open, setOpen] = useState(false);
  const narrowed = isNarrowed(filters);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconBookmarkPlus size={16} aria-hidden />}
        aria-disabled={!narrowed}
        {...(narrowed ? {} : { 'data-disabled': true, title: t('narrowFirst') })}
        onClick={() => narrowed && setOpen(true)}
      >
        {t('save')}
      </Button>
      {open && <SaveModal filters={filters} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveModal({ filters, onClose }: { filters: Filters; onClose: () => void }) {
  const t = useTranslations('matching.searches');
  const client = useQueryClient();
  const intention = useIntention();
  const form = useForm({
    initialValues: {
      name: (filters.q ?? filters.skill ?? '').slice(0, 80),
      frequency: 'DAILY' as SearchFrequency,
    },
    validate: { name: (name) => (name.trim() ? null : t('nameMissing')) },
  });
  const save = useMutation({
    mutationFn: ({ name, frequency }: { name: string; frequency: SearchFrequency }) => {
      const body = { name: name.trim(), filters: keptOf(filters), frequency };
      return api.matching.saveSearch({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: async ({ name }) => {
      intention.done();
      await client.invalidateQueries({ queryKey: searchesQuery().queryKey });
      notifications.show({ message: t('saved', { name }), color: 'fir' });
      onClose();
    },
    onError: (error) => {
      if (hasCode(error, 'ALREADY_EXISTS')) {
        form.setFieldError('name', t('twice'));
        focusFirst(form, { name: true });
      } else applyErrors(form, error);
    },
  });
  return (
    <FormModal
      title={t('saveTitle')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={Object.keys(form.errors).length > 0 ? null : save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        maxLength={80}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <FrequencyField
        value={form.values.frequency}
        onChange={(value) => form.setFieldValue('frequency', value)}
      />
    </FormModal>
  );
}

interface FrequencyFieldProps {
  readonly value: SearchFrequency;
  readonly label?: string;
  readonly onChange: (frequency: SearchFrequency) => void;
}

/** How one is told of what is new. */
export function FrequencyField({ value, label, onChange }: FrequencyFieldProps) {
  const t = useTranslations('matching.searches');
  return (
    <NativeSelect
      {...(label ? { 'aria-label': label } : { label: t('frequency') })}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = matchingWire.searchFrequency.safeParse(currentTarget.value).data;
        if (chosen) onChange(chosen);
      }}
      data={matchingWire.searchFrequency.options.map((one) => ({
        value: one,
        label: t(`frequencies.${one}`),
      }))}
    />
  );
}
