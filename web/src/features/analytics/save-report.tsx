'use client';

import { Anchor, Button, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useIntention } from '../buz/intention';
import { useRefresh } from './queries';
import { useReportsRoot } from './report-frame';
import type { ReportDefinition } from './types';

const shortest = 3;
const longest = 80;

interface SaveReportProps {
  readonly definition: ReportDefinition;
  /** A name to begin with. */
  readonly suggested?: string;
}

/** Keeps what is shown as a report: it can be run again, exported and sent by mail. */
export function SaveReport({ definition, suggested = '' }: SaveReportProps) {
  const t = useTranslations('analytics.save');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDeviceFloppy size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </Button>
      {open && <SaveModal definition={definition} suggested={suggested} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveModal({ definition, suggested, onClose }: Required<SaveReportProps> & { onClose: () => void }) {
  const t = useTranslations('analytics.save');
  const refresh = useRefresh();
  const { root } = useReportsRoot();
  const intention = useIntention();
  const form = useForm({
    initialValues: { name: suggested, description: '' },
    validate: { name: (value) => (value.trim().length >= shortest ? null : t('nameShort')) },
  });
  const save = useMutation({
    mutationFn: ({ name, description }: typeof form.values) => {
      const body = { name: name.trim(), description: description.trim(), definition };
      return api.analytics.createReport({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: ({ id, name }) => {
      onClose();
      notifications.show({
        color: 'fir',
        message: (
          <>
            {t('saved', { name })}{' '}
            <Anchor component={Link} href={`${root}/${id}`} size="sm">
              {t('toReport')}
            </Anchor>
          </>
        ),
      });
      void refresh('reports');
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('title')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        {...form.getInputProps('name')}
        label={t('name')}
        required
        maxLength={longest}
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('description')}
        label={t('description')}
        autosize
        minRows={2}
        maxLength={500}
      />
    </FormModal>
  );
}
