'use client';

import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { seatQuery, useFollowSeat, useRefreshSeat, visitQuery } from './queries';
import type { Visit } from './types';

/** `/subscription/return`: where the provider's page leads back to. What became of the visit comes by message. */
export function ReturnPage() {
  const t = useTranslations('subscription');
  const params = useSearchParams();
  const visitId = params.get('visit');
  const left = params.get('left') !== null;
  return (
    <Page title={t('return.title')} crumbs={[{ label: t('title'), href: '/subscription' }]} width="normal">
      {visitId ? (
        <Outcome visitId={visitId} left={left} />
      ) : (
        <Empty title={t('return.noneTitle')} text={t('return.noneText')} action={<Back />} />
      )}
    </Page>
  );
}

function Outcome({ visitId, left }: { visitId: string; left: boolean }) {
  useFollowSeat();
  const refresh = useRefreshSeat();
  const visit = useQuery(visitQuery(visitId));
  const state = visit.data?.state;
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    if (state === 'DONE') void latest.current();
  }, [state]);
  return (
    <QueryView query={visit} lines={1}>
      {(data) => <Told visit={data} left={left} />}
    </QueryView>
  );
}

function Told({ visit, left }: { visit: Visit; left: boolean }) {
  const t = useTranslations('subscription.return');
  const seat = useQuery({
    ...seatQuery(),
    // The charge is answered a moment after the card is stored.
    refetchInterval: (query) => (query.state.data?.state === 'SUBSCRIBING' ? 2_000 : false),
  }).data;
  const waiting = visit.state === 'OPEN' && !left;
  const charging = visit.state === 'DONE' && visit.subscribes && seat?.state === 'SUBSCRIBING';
  if (waiting || charging)
    return (
      <Group role="status" gap="md" wrap="nowrap">
        <Loader size="sm" aria-hidden />
        <Text>{t(charging ? 'charging' : 'waiting')}</Text>
      </Group>
    );
  if (visit.state !== 'DONE')
    return (
      <Stack gap="md">
        <Alert color="yellow" role="status" icon={<IconInfoCircle aria-hidden />}>
          {t(visit.purpose === 'PAYMENT' ? 'leftPayment' : 'leftMethod')}
        </Alert>
        <Back invoiceId={visit.invoiceId} />
      </Stack>
    );
  const failed = visit.subscribes && (visit.note !== null || (seat && !seat.seat));
  return (
    <Stack gap="md">
      <Alert
        color={failed ? 'yellow' : 'fir'}
        role="status"
        icon={failed ? <IconInfoCircle aria-hidden /> : <IconCircleCheck aria-hidden />}
      >
        {visit.purpose === 'PAYMENT'
          ? t('paid')
          : failed
            ? t('storedOnly', { note: visit.note ?? t('declined') })
            : t(visit.subscribes ? 'seated' : 'stored')}
      </Alert>
      <Back invoiceId={visit.invoiceId} />
    </Stack>
  );
}

function Back({ invoiceId = null }: { invoiceId?: string | null }) {
  const t = useTranslations('subscription.return');
  return (
    <Group gap="sm">
      <Button component={Link} href="/subscription">
        {t('toSeat')}
      </Button>
      {invoiceId && (
        <Button component={Link} href={`/subscription/invoices/${invoiceId}`} variant="default">
          {t('toInvoice')}
        </Button>
      )}
    </Group>
  );
}
