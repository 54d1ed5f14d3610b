'use client';

import { Button, Group, List, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { equityWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { needsConsent } from './acts';
import { ClassComparison, HolderComparison } from './comparison';
import { useRefreshEquity } from './queries';
import type { Preview, Proposal, Standing } from './types';

interface ActCheckProps {
  readonly standing: Standing;
  readonly act: equityWire.EquityAct;
  readonly preview: Preview;
  readonly date: string | undefined;
  readonly onBack: () => void;
  readonly onDone: (proposal: Proposal | null) => void;
}

/** The last look: what changes for whom, who has to agree, and one button that sends. */
export function ActCheck({ standing, act, preview, date, onBack, onDone }: ActCheckProps) {
  const t = useTranslations('equity.check');
  const heading = useRef<HTMLDivElement>(null);
  const [days, setDays] = useState<number | string>(14);
  const [message, setMessage] = useState('');
  useEffect(() => heading.current?.focus(), []);
  const consent = needsConsent(act);
  const send = useSend(standing, onDone);
  const deadline = typeof days === 'number' && days >= 1 && days <= 60 ? days : null;
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t(consent ? 'textConsent' : 'textAlone')}>
        <Text ref={heading} tabIndex={-1} fw={600} fz="lg">
          {preview.summary}
        </Text>
        <ClassComparison items={preview.byHolderClass} />
        <HolderComparison before={preview.before} after={preview.after} />
      </Section>
      <Section title={t('agree')}>
        {consent ? (
          <>
            <Text size="sm">{t('agreeText')}</Text>
            <List>
              <List.Item>{t('you')}</List.Item>
              {preview.needsConsentOf.map(({ stakeholderId, name }) => (
                <List.Item key={stakeholderId}>{name}</List.Item>
              ))}
            </List>
            <NumberInput
              label={t('deadline')}
              description={t('deadlineHint')}
              min={1}
              max={60}
              allowDecimal={false}
              value={days}
              error={deadline === null ? t('deadlineWrong') : null}
              onChange={setDays}
              maw={260}
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
          </>
        ) : (
          <Text size="sm">{t('nobody')}</Text>
        )}
        {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
        <Group>
          <Button
            loading={send.isPending}
            disabled={consent && deadline === null}
            onClick={() => send.mutate({ act, date, deadlineDays: deadline ?? 14, message: message.trim() })}
          >
            {t(consent ? 'send' : 'write')}
          </Button>
          <Button variant="default" disabled={send.isPending} onClick={onBack}>
            {t('back')}
          </Button>
        </Group>
      </Section>
    </Stack>
  );
}

interface Wish {
  readonly act: equityWire.EquityAct;
  readonly date: string | undefined;
  readonly deadlineDays: number;
  readonly message: string;
}

function useSend({ venture }: Standing, onDone: (proposal: Proposal | null) => void) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshEquity(venture.id);
  const params = { ventureId: venture.id };
  return useMutation({
    mutationFn: async ({ act, date, deadlineDays, message }: Wish): Promise<Proposal | null> => {
      if (needsConsent(act)) {
        const body = { act, deadlineDays, message };
        const idempotencyKey = intention.keyOf(body);
        return stepUp(() => api.equity.propose({ params, body }, { idempotencyKey }));
      }
      const body = { act, ...(date === undefined ? {} : { date }) };
      const idempotencyKey = intention.keyOf(body);
      await stepUp(() => api.equity.act({ params, body }, { idempotencyKey }));
      return null;
    },
    onSuccess: (proposal) => {
      intention.done();
      void refresh();
      onDone(proposal);
    },
  });
}
