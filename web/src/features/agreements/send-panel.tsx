'use client';

import { Alert, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, type Ref } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useTakeAgreement } from './queries';
import type { Agreement } from './types';

export const usualDays = 7;
const mostDays = 90;

export function isDays(value: number | string): boolean {
  return Number(value) >= 1 && Number(value) <= mostDays;
}

/** An approved text goes out to those it names, with a proof of identity of the person who sends it. */
export function SendPanel({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.send');
  const stepUp = useStepUp();
  const take = useTakeAgreement();
  const [days, setDays] = useState<number | string>(usualDays);
  const field = useRef<HTMLInputElement>(null);
  const deadlineDays = Number(days);
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
          <DaysField ref={field} value={days} onChange={setDays} />
          <Button
            loading={send.isPending}
            onClick={() => (isDays(days) ? send.mutate() : field.current?.focus())}
          >
            {t('button')}
          </Button>
        </Group>
        {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
      </Stack>
    </Alert>
  );
}

interface DaysFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly value: number | string;
  readonly onChange: (days: number | string) => void;
}

/** Says what is wrong and leaves the figure as it was typed: a corrected one might be sent unseen. */
export function DaysField({ ref, value, onChange }: DaysFieldProps) {
  const t = useTranslations('agreements.send');
  return (
    <NumberInput
      ref={ref}
      label={t('days')}
      w={220}
      min={1}
      max={mostDays}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      data-autofocus
      value={value}
      error={isDays(value) ? undefined : t('daysWrong')}
      onChange={onChange}
    />
  );
}
