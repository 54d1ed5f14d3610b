'use client';

import { Anchor, Button, Card, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { subscriptionsWire } from '@smartstart/contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { Filtered } from './paged-table';
import { disputesQuery, useRefreshSeats } from './queries';
import type { Dispute, DisputeState } from './types';

const outcomes = ['UPHELD', 'REJECTED'] as const;
type Outcome = (typeof outcomes)[number];

/** Disputes over invoices, the most urgent first. */
export function DisputeQueue() {
  const t = useTranslations('seatsAdmin.disputes');
  const [state, setState] = useState<DisputeState | 'ALL'>('OPEN');
  const disputes = useInfiniteQuery(disputesQuery(state));
  return (
    <Filtered
      label={t('filter')}
      value={state}
      onChange={setState}
      options={[
        ...subscriptionsWire.disputeState.options.map((value) => ({ value, label: t(`state.${value}`) })),
        { value: 'ALL' as const, label: t('all') },
      ]}
    >
      <PagedList query={disputes} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(dispute) => <OneDispute dispute={dispute} />}
      </PagedList>
    </Filtered>
  );
}

function OneDispute({ dispute }: { dispute: Dispute }) {
  const t = useTranslations('seatsAdmin.disputes');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { personName, invoiceId, invoiceNumber, state, reason, answer, answerBy } = dispute;
  return (
    <Card component="article" p="md">
      <Stack gap="xs">
        <Text fw={600}>
          {t.rich('of', {
            name: personName,
            number: invoiceNumber,
            link: (text) => (
              <Anchor component={Link} href={`/admin/billing/invoices/${invoiceId}`} inherit>
                {text}
              </Anchor>
            ),
          })}
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {reason}
        </Text>
        <Text size="sm" c="dimmed">
          {state === 'OPEN' ? t('by', { date: format.date(`${answerBy}T12:00:00Z`) }) : t(`state.${state}`)}
        </Text>
        {answer && <Text size="sm">{t('answered', { answer })}</Text>}
        {state === 'OPEN' && (
          <Group>
            <Button size="xs" aria-label={t('answerTo', { name: personName })} onClick={() => setOpen(true)}>
              {t('answer')}
            </Button>
          </Group>
        )}
      </Stack>
      {open && <Answer dispute={dispute} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function Answer({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const t = useTranslations('seatsAdmin.disputes');
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  const form = useForm<{ outcome: Outcome | ''; answer: string }>({
    initialValues: { outcome: '', answer: '' },
    validate: {
      outcome: (value) => (value ? null : t('outcomeMissing')),
      answer: (value) => (value.trim().length >= 10 ? null : t('short')),
    },
  });
  const send = useMutation({
    mutationFn: ({ outcome, answer }: { outcome: Outcome | ''; answer: string }) => {
      const body = { outcome: outcome as Outcome, answer: answer.trim() };
      const options = { idempotencyKey: intention.keyOf([dispute.id, body]) };
      return stepUp(() => api.subscriptionAdmin.answer({ params: { disputeId: dispute.id }, body }, options));
    },
    onSuccess: async () => {
      intention.done();
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('answerTo', { name: dispute.personName })}
      confirm={t('send')}
      form={form}
      busy={send.isPending}
      error={send.error instanceof StepUpCancelled ? null : send.error}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <Radio.Group {...form.getInputProps('outcome')} label={t('outcome')} required>
        <Stack gap="xs" mt="xs">
          {outcomes.map((value) => (
            <Radio key={value} value={value} label={t(`choose.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        {...form.getInputProps('answer')}
        label={t('answerLabel')}
        description={t('answerHint')}
        required
        autosize
        minRows={3}
        maxLength={2000}
      />
    </FormModal>
  );
}
