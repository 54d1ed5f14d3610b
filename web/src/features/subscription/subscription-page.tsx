'use client';

import { Alert, Button, Stack } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { hasCode } from '../../lib/problem';
import { AddressSection } from './address-section';
import { InvoiceList } from './invoice-list';
import { MethodsSection } from './methods-section';
import { NextMonth } from './next-month';
import { useFollowSeat, seatQuery } from './queries';
import { SeatHistory } from './seat-history';
import { SeatPanel } from './seat-panel';
import { TakeSeat } from './take-seat';

/** `/subscription`: the reader's seat, what it costs, how it is paid, and every invoice. */
export function SubscriptionPage() {
  const t = useTranslations('subscription');
  useFollowSeat();
  const seat = useQuery(seatQuery());
  const guest = seat.error && hasCode(seat.error, 'FORBIDDEN', 'GATE_BLOCKED');
  return (
    <Page title={t('title')} lead={t('lead')} width="normal">
      {guest ? (
        <Empty
          title={t('guestTitle')}
          text={t('guestText')}
          action={
            <Button component={Link} href="/onboarding?step=papers">
              {t('guestAction')}
            </Button>
          }
        />
      ) : (
        <QueryView query={seat} lines={4}>
          {(subscription) => (
            <Stack gap="lg">
              {subscription.testBank && (
                <Alert color="blue" icon={<IconFlask aria-hidden />}>
                  {t('testBankNote')}
                </Alert>
              )}
              <SeatPanel subscription={subscription} />
              {subscription.steps.includes('subscribe') && <TakeSeat subscription={subscription} />}
              {subscription.seat && subscription.next && <NextMonth subscription={subscription} />}
              <MethodsSection subscription={subscription} />
              <AddressSection address={subscription.address} />
              <InvoiceList />
              <SeatHistory history={subscription.history} />
            </Stack>
          )}
        </QueryView>
      )}
    </Page>
  );
}
