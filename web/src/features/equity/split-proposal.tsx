'use client';

import { Button, Group, List, NumberInput, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { signDocumentHref } from '../documents/links';
import { equityHref } from './equity-frame';
import { useRefreshEquity } from './queries';
import type { SplitPreview } from './split-queries';
import type { Standing } from './types';
import { useEquityFormat } from './use-equity-format';

/** The owner's confirmation: what is shown becomes one document that everybody in it signs. */
export function SplitProposal({ standing, split }: { standing: Standing; split: SplitPreview }) {
  const t = useTranslations('equity.splits.propose');
  const format = useEquityFormat();
  const [days, setDays] = useState<number | string>(14);
  const [message, setMessage] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = useSend(standing, split);
  const sound = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 60;
  const signing = split.lines.filter(({ units }) => units !== '0');
  const months = t('vesting', { terms: split.vesting });
  return (
    <Section title={t('title')} text={t('text')}>
      <Text size="sm">
        {t('grants', { units: format.count(split.units), count: signing.length })} {months}
      </Text>
      <Text size="sm" fw={600}>
        {t('signers')}
      </Text>
      <List size="sm">
        <List.Item>{t('you')}</List.Item>
        {signing.map(({ userId, name }) => (
          <List.Item key={userId}>{name}</List.Item>
        ))}
      </List>
      <NumberInput
        ref={field}
        label={t('days')}
        description={t('daysHint')}
        min={1}
        max={60}
        allowDecimal={false}
        value={days}
        error={sound ? null : t('daysWrong')}
        onChange={setDays}
        maw={280}
      />
      <Textarea
        label={t('message')}
        description={t('messageHint')}
        autosize
        minRows={2}
        maxLength={1000}
        maw={640}
        value={message}
        onChange={({ currentTarget }) => setMessage(currentTarget.value)}
      />
      {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
      <Group>
        <Button
          loading={send.isPending}
          onClick={() => {
            if (sound) send.mutate({ deadlineDays: days, message: message.trim() });
            else field.current?.focus();
          }}
        >
          {t('send')}
        </Button>
      </Group>
    </Section>
  );
}

function useSend({ venture }: Standing, { month, lines }: SplitPreview) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const router = useRouter();
  const refresh = useRefreshEquity(venture.id);
  return useMutation({
    mutationFn: (wish: { deadlineDays: number; message: string }) => {
      const grants = lines
        .filter(({ units }) => units !== '0')
        .map(({ userId, units }) => ({ userId, units }));
      const body = { grants, ...wish };
      const idempotencyKey = intention.keyOf({ month, body });
      const params = { ventureId: venture.id, month };
      return stepUp(() => api.contributionSplits.propose({ params, body }, { idempotencyKey }));
    },
    onSuccess: ({ documentId }) => {
      intention.done();
      void refresh();
      router.push(signDocumentHref(documentId, equityHref(venture.id, `/splits/${month}`)));
    },
    onError: (error) => {
      // Something else than what is shown: the page loads it, and the owner looks again.
      if (hasCode(error, 'CONFLICT', 'ALREADY_EXISTS')) void refresh();
    },
  });
}
