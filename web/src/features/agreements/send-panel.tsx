'use client';

import { Alert, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useTakeAgreement } from './queries';
import type { Agreement } from './types';

export const usualDays = 7;

/** An approved text goes out to those it names, with a proof of identity of the person who sends it. */
export function SendPanel({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.send');
  const stepUp = useStepUp();
  const take = useTakeAgreement();
  const [days, setDays] = useState<number | string>(usualDays);
  const deadlineDays = Number(days) || 0;
  const wrong = deadlineDays < 1 || deadlineDays > 90;
  const send = useMutation({
    mutationFn: () =>
      stepUp(() =>
        api.agreements.openSigning({ params: { documentId: agreement.id }, body: { deadlineDays } }),
      ),
    onSuccess: take,
  });
  return (
    <Alert color="green" title={t('title')} icon={<IconSend aria-hidden />}>
      <Stack gap="sm">
        <Text size="sm">{t('text')}</Text>
        <Group align="flex-end" gap="sm">
          <DaysField value={days} onChange={setDays} error={wrong} />
          <Button loading={send.isPending} disabled={wrong} onClick={() => send.mutate()}>
            {t('button')}
          </Button>
        </Group>
        {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
      </Stack>
    </Alert>
  );
}

export function DaysField({
  value,
  onChange,
  error,
}: {
  value: number | string;
  onChange: (days: number | string) => void;
  error: boolean;
}) {
  const t = useTranslations('agreements.send');
  return (
    <NumberInput
      label={t('days')}
      w={220}
      min={1}
      max={90}
      allowDecimal={false}
      clampBehavior="blur"
      value={value}
      error={error ? t('daysWrong') : undefined}
      onChange={onChange}
    />
  );
}
