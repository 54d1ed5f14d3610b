'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { InvoiceView } from '../subscription/invoice-view';
import { ConfirmModal } from '../ventures/confirm-modal';
import { invoiceQuery, useRefreshSeats } from './queries';
import { RefundForm } from './refund-form';
import type { InvoiceDetail } from './types';

/** `/admin/billing/invoices/<id>`: one invoice with what billing can do about it. */
export function InvoiceAdminPage({ invoiceId }: { invoiceId: string }) {
  const t = useTranslations('seatsAdmin');
  const invoice = useQuery(invoiceQuery(invoiceId));
  const number = invoice.data?.number;
  return (
    <Page
      title={number ? t('invoice.title', { number }) : t('invoice.untitled')}
      crumbs={[
        { label: t('admin'), href: '/admin' },
        { label: t('title'), href: '/admin/billing?part=invoices' },
      ]}
      width="normal"
    >
      <QueryView query={invoice} lines={4}>
        {(detail) => (
          <Stack gap="lg">
            <Acts invoice={detail} />
            <InvoiceView invoice={detail} />
            {detail.dispute && (
              <Section title={t('invoice.dispute')}>
                <Text size="sm">{detail.dispute.reason}</Text>
                {detail.dispute.answer && (
                  <Text size="sm">{t('disputes.answered', { answer: detail.dispute.answer })}</Text>
                )}
              </Section>
            )}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Acts({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations('seatsAdmin.invoice');
  const common = useTranslations('seatsAdmin');
  const money = useMoneyFormat();
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  const [asking, setAsking] = useState<'refund' | 'cancel' | null>(null);
  const { id, state, refunds, personName, totalMinor, currency } = invoice;
  const open = refunds.some((refund) => refund.state === 'PROCESSING');
  const amount = money.money(totalMinor, currency);
  return (
    <Section title={t('acts')} text={t('of', { name: personName, amount })}>
      {open && <Text size="sm">{t('refundOpen')}</Text>}
      <Group gap="sm">
        {state === 'PAID' && !open && (
          <Button variant="default" onClick={() => setAsking('refund')}>
            {t('refund')}
          </Button>
        )}
        {(state === 'PENDING' || state === 'OVERDUE') && (
          <Button variant="default" onClick={() => setAsking('cancel')}>
            {t('cancel')}
          </Button>
        )}
        {(state === 'CANCELLED' || state === 'REFUNDED') && <Text size="sm">{t('nothing')}</Text>}
      </Group>
      {asking === 'refund' && <RefundForm invoice={invoice} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && (
        <ConfirmModal
          title={t('cancel')}
          text={t('cancelText')}
          confirm={t('cancel')}
          cancel={t('keep')}
          danger
          reason={common('reason')}
          run={async (reason) => {
            const options = { idempotencyKey: intention.keyOf([id, reason]) };
            const request = { params: { invoiceId: id }, body: { reason } };
            await stepUp(() => api.subscriptionAdmin.cancel(request, options));
            intention.done();
            await refresh();
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  );
}
