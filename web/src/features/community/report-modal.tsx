'use client';

import { NativeSelect, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { communityWire, supportWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { output } from 'zod';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';

interface Props {
  readonly kind: output<typeof supportWire.reportedKind>;
  readonly subjectId: string;
  readonly onClose: () => void;
}

const reasons = supportWire.reportReason.options;

/** Tells the moderators about something one can read. */
export function ReportModal({ kind, subjectId, onClose }: Props) {
  const t = useTranslations('community.report');
  const [key] = useState(newKey);
  const form = useForm({ initialValues: { reason: reasons[0] as (typeof reasons)[number], text: '' } });
  const send = useMutation({
    mutationFn: ({ reason, text }: typeof form.values) =>
      api.support.report({ body: { kind, subjectId, reason, text: text.trim() } }, { idempotencyKey: key }),
    onSuccess: () => {
      notifications.show({ color: 'fir', message: t('sent') });
      onClose();
    },
  });
  return (
    <FormModal
      title={t(`titles.${kind}`)}
      confirm={t('send')}
      form={form}
      busy={send.isPending}
      error={send.error}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('text')}</Text>
      <NativeSelect
        {...form.getInputProps('reason')}
        label={t('reason')}
        data={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
      <Textarea
        {...form.getInputProps('text')}
        label={t('words')}
        maxLength={communityWire.communityLimits.reportCharacters}
        autosize
        minRows={2}
      />
    </FormModal>
  );
}
