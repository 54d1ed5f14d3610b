'use client';

import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { Figure, Figures } from './figures';
import { useRefreshBuz } from './queries';
import type { Draft } from './transfer-form';
import type { Transfer } from './types';

interface SendReviewProps {
  readonly draft: Draft;
  readonly keyOf: (content: unknown) => string;
  readonly onBack: () => void;
  readonly onSent: (transfer: Transfer) => void;
}

/** The last look before BUZ leave: every figure in full, and one button that sends. */
export function SendReview({ draft, keyOf, onBack, onSent }: SendReviewProps) {
  const t = useTranslations('buz.review');
  const { short } = useBuzFormat();
  const stepUp = useStepUp();
  const refresh = useRefreshBuz();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { recipient, amount, memo, quote } = draft;
  const send = useMutation({
    mutationFn: () => {
      const body = { recipientId: recipient.id, amount, ...(memo ? { memo } : {}) };
      const idempotencyKey = keyOf(body);
      return stepUp(() => api.buz.transfer({ body }, { idempotencyKey }));
    },
    onSuccess: (transfer) => {
      void refresh();
      onSent(transfer);
    },
  });
  return (
    <Section title={t('section')}>
      <Stack gap="md" maw={560}>
        <Title order={3} ref={heading} tabIndex={-1}>
          {t('title', { name: recipient.name, amount: short(amount) })}
        </Title>
        <Figures>
          <Figure label={t('recipient')}>
            <Anchor component={Link} href={`/people/${recipient.id}`} target="_blank" inherit>
              {recipient.name}
            </Anchor>
          </Figure>
          <Figure label={t('amount')}>
            <BuzAmount amount={quote.amount} as="full" />
          </Figure>
          <Figure label={t('fee')}>
            <BuzAmount amount={quote.fee} as="full" />
          </Figure>
          <Figure label={t('total')} strong>
            <BuzAmount amount={quote.total} as="full" />
          </Figure>
          <Figure label={t('left')}>
            <BuzAmount amount={writeBuz(parseBuz(quote.available) - parseBuz(quote.total))} as="full" />
          </Figure>
          {memo && <Figure label={t('memo')}>{memo}</Figure>}
        </Figures>
        <Text size="sm">{quote.stepUpNeeded ? t('noteStepUp') : t('note')}</Text>
        {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
        <Group>
          <Button loading={send.isPending} onClick={() => send.mutate()}>
            {t('send')}
          </Button>
          <Button variant="default" disabled={send.isPending} onClick={onBack}>
            {t('back')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
