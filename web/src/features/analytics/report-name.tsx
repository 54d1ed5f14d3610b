'use client';

import { TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { etagOf } from '../money/types';
import { useRefresh } from './queries';
import type { Report } from './types';

const shortest = 3;

/** Another name and description. Who has changed it meanwhile is not overwritten: what was typed stays for another try. */
export function ReportNameModal({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useTranslations('analytics.save');
  const refresh = useRefresh();
  const form = useForm({
    initialValues: { name: report.name, description: report.description },
    validate: { name: (value) => (value.trim().length >= shortest ? null : t('nameShort')) },
  });
  const save = useMutation({
    mutationFn: ({ name, description }: typeof form.values) =>
      api.analytics.updateReport(
        { params: { reportId: report.id }, body: { name: name.trim(), description: description.trim() } },
        { ifMatch: etagOf(report) },
      ),
    onSuccess: async () => {
      onClose();
      await refresh('report', 'reports');
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('rename')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      {...(hasCode(save.error, 'EDIT_CONFLICT') ? { onRetry: () => void refresh('report') } : {})}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput {...form.getInputProps('name')} label={t('name')} required maxLength={80} data-autofocus />
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
