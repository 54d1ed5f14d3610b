'use client';

import { Button, Group, Stack, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { PlainTable } from '../money/plain-table';
import { pricesQuery, useRefreshSeats } from './queries';

const currency = 'CAD';
const noticeDays = 31;
const dayMs = 86_400_000;

/** Prices of the seat; a new one is announced 30 days ahead. */
export function PriceList() {
  const t = useTranslations('seatsAdmin.prices');
  const format = useFormat();
  const money = useMoneyFormat();
  const prices = useQuery(pricesQuery());
  const [open, setOpen] = useState(false);
  return (
    <Stack gap="md">
      <Group>
        <Button onClick={() => setOpen(true)}>{t('announce')}</Button>
      </Group>
      <QueryView query={prices}>
        {({ items }) => (
          <PlainTable
            label={t('label')}
            items={items}
            keyOf={({ version }) => String(version)}
            columns={[
              {
                head: t('from'),
                cell: ({ version, from }) => (version === 1 ? t('first') : format.date(from)),
              },
              { head: t('reason'), cell: ({ reason }) => reason },
              {
                head: t('price'),
                end: true,
                cell: ({ priceMinor, currency: of }) => money.money(priceMinor, of),
              },
            ]}
          />
        )}
      </QueryView>
      {open && <Announce onClose={() => setOpen(false)} />}
    </Stack>
  );
}

function Announce({ onClose }: { onClose: () => void }) {
  const t = useTranslations('seatsAdmin.prices');
  const common = useTranslations('seatsAdmin');
  const money = useMoneyFormat();
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  const [earliest] = useState(() => new Date(Date.now() + noticeDays * dayMs).toISOString().slice(0, 10));
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { price: '', from: earliest, reason: '' },
    validate: {
      price: (value) => (money.read(value, currency) ? null : t('priceWrong')),
      from: (value) => (value >= earliest ? null : t('tooSoon')),
      reason: (value) => (value.trim().length >= 3 ? null : common('reasonShort')),
    },
  });
  const send = useMutation({
    mutationFn: ({ price, from, reason }: { price: string; from: string; reason: string }) => {
      const body = { priceMinor: Number(money.read(price, currency)), from, reason: reason.trim() };
      const options = { idempotencyKey: intention.keyOf(body) };
      return stepUp(() => api.subscriptionAdmin.announcePrice({ body }, options));
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
      title={t('announce')}
      confirm={t('send')}
      form={form}
      busy={send.isPending}
      error={send.error instanceof StepUpCancelled ? null : send.error}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        key={form.key('price')}
        {...form.getInputProps('price')}
        label={t('priceLabel')}
        description={t('priceHint')}
        required
        inputMode="decimal"
        data-autofocus
      />
      <TextInput
        key={form.key('from')}
        {...form.getInputProps('from')}
        type="date"
        label={t('fromLabel')}
        description={t('fromHint')}
        required
        min={earliest}
      />
      <Textarea
        key={form.key('reason')}
        {...form.getInputProps('reason')}
        label={common('reason')}
        required
        autosize
        minRows={2}
        maxLength={1000}
      />
    </FormModal>
  );
}
