'use client';

import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { Lines } from './address-section';
import { InvoiceBadge, PaymentBadge } from './looks';
import { QuoteTable } from './quote-table';
import type { InvoiceDetail } from './types';

/** What stands on an invoice, and what was paid and given back. */
export function InvoiceView({ invoice, own = false }: { invoice: InvoiceDetail; own?: boolean }) {
  const t = useTranslations('subscription.invoice');
  const format = useFormat();
  const { state, issuedAt, dueAt, paidAt, endedAt, periodStart, periodEnd, serviceStart, serviceEnd } =
    invoice;
  const day = (iso: string | null) => (iso ? format.date(iso) : '');
  const elsewhen = serviceStart !== null && serviceEnd !== null && day(serviceStart) !== day(periodStart);
  return (
    <>
      <Section title={t('details')}>
        <Group gap="sm">
          <InvoiceBadge state={state} />
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Stack gap={4}>
            <Title order={3} size="h4">
              {t('from')}
            </Title>
            <Text>{invoice.seller.name}</Text>
            {invoice.seller.gstNumber && (
              <Text size="sm">{t('gst', { number: invoice.seller.gstNumber })}</Text>
            )}
            {invoice.seller.qstNumber && (
              <Text size="sm">{t('qst', { number: invoice.seller.qstNumber })}</Text>
            )}
          </Stack>
          <Stack gap={4}>
            <Title order={3} size="h4">
              {t('to')}
            </Title>
            <Lines address={invoice.buyer} />
          </Stack>
        </SimpleGrid>
        <Stack gap={2}>
          <Text size="sm">{t('period', { from: day(periodStart), until: day(periodEnd) })}</Text>
          {elsewhen && (
            <Text size="sm">{t('service', { from: day(serviceStart), until: day(serviceEnd) })}</Text>
          )}
          <Text size="sm">{t('issuedOn', { date: day(issuedAt), due: day(dueAt) })}</Text>
          {paidAt && <Text size="sm">{t('paidOn', { date: day(paidAt) })}</Text>}
          {endedAt && (
            <Text size="sm">{t('endedOn', { date: day(endedAt), reason: invoice.reason ?? '' })}</Text>
          )}
        </Stack>
        <QuoteTable quote={invoice} label={t('lines')} />
        {own && <Pdf invoice={invoice} />}
      </Section>
      {(invoice.payments.length > 0 || invoice.refunds.length > 0) && <Moves invoice={invoice} />}
    </>
  );
}

function Pdf({ invoice: { id, number } }: { invoice: InvoiceDetail }) {
  const t = useTranslations('subscription.invoice');
  const pdf = useMutation({
    mutationFn: () => download(contract.invoices.pdf, { params: { invoiceId: id } }),
    onSuccess: (bytes) => saveFile(bytes, `invoice-${number}.pdf`),
  });
  return (
    <>
      {pdf.error && <ProblemAlert error={pdf.error} />}
      <Group>
        <Button
          variant="default"
          loading={pdf.isPending}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => pdf.mutate()}
        >
          {t('pdf')}
        </Button>
      </Group>
    </>
  );
}

/** Attempts to pay it, and what went back. */
function Moves({ invoice: { payments, refunds } }: { invoice: InvoiceDetail }) {
  const t = useTranslations('subscription.payment');
  const format = useFormat();
  const money = useMoneyFormat();
  return (
    <Section title={t('title')}>
      <PlainTable
        label={t('title')}
        items={payments}
        keyOf={({ id }) => id}
        minWidth={520}
        columns={[
          { head: t('when'), cell: ({ createdAt }) => format.dateTime(createdAt) },
          { head: t('how'), cell: ({ way }) => t(`way.${way}`) },
          {
            head: t('outcome'),
            cell: ({ state, failure, reference }) => (
              <Stack gap={2} align="flex-start">
                <PaymentBadge state={state} />
                {(failure ?? reference) && <Text size="sm">{failure ?? reference}</Text>}
              </Stack>
            ),
          },
          {
            head: t('amount'),
            end: true,
            cell: ({ amountMinor, currency }) => money.money(amountMinor, currency),
          },
        ]}
      />
      {refunds.map((refund) => (
        <Text key={refund.id} size="sm">
          {t(`refund.${refund.state}`, {
            amount: money.money(refund.amountMinor, refund.currency),
            date: format.date(refund.settledAt ?? refund.createdAt),
            reason: refund.failure ?? refund.reason,
          })}
        </Text>
      ))}
    </Section>
  );
}
