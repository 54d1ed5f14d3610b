'use client';

import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { invoiceQuery, seatQuery, useRefreshSeat } from './queries';
import type { InvoiceDetail, Way } from './types';

/** The ways to pay what is owed, and where a transfer goes. Nothing once it is paid. */
export function InvoicePay({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations('subscription.pay');
  const money = useMoneyFormat();
  const client = useQueryClient();
  const refresh = useRefreshSeat();
  const intention = useIntention();
  const [leaving, setLeaving] = useState(false);
  const { id, payable, transfer, totalMinor, currency, payments } = invoice;
  const pay = useMutation({
    mutationFn: (way: Way) =>
      api.invoices.pay(
        { params: { invoiceId: id }, body: { way } },
        { idempotencyKey: intention.keyOf([id, way, payments.length]) },
      ),
    onSuccess: async ({ invoice: next, visit }) => {
      intention.done();
      client.setQueryData(invoiceQuery(id).queryKey, next);
      if (visit?.url) {
        setLeaving(true);
        location.assign(visit.url);
      } else await refresh();
    },
    onError: () => {
      intention.done();
      void refresh();
    },
  });
  const seat = useQuery({ ...seatQuery(), enabled: transfer !== null }).data;
  if (!transfer) return null;
  const open = payments.find(({ state }) => state === 'PENDING' || state === 'PROCESSING');
  const amount = money.money(totalMinor, currency);
  return (
    <Section title={t('title', { amount })}>
      {seat && seat.dueInvoiceId !== id && <Text>{t('noMonth')}</Text>}
      {open && <Text>{t(`open.${open.way}`)}</Text>}
      {open?.actionUrl && (
        <Group>
          <Button component="a" href={open.actionUrl}>
            {t('confirm')}
          </Button>
        </Group>
      )}
      {pay.error && <ProblemAlert error={pay.error} />}
      <Group gap="sm">
        {payable.map((way, index) => (
          <Button
            key={way}
            variant={index === 0 ? 'filled' : 'default'}
            loading={(pay.isPending && pay.variables === way) || (leaving && way === 'HOSTED')}
            disabled={pay.isPending && pay.variables !== way}
            onClick={() => pay.mutate(way)}
          >
            {t(`way.${way}`)}
          </Button>
        ))}
      </Group>
      <Text size="sm">{t('transfer', { details: transfer.details, reference: transfer.reference })}</Text>
    </Section>
  );
}
