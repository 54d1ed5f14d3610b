'use client';

import { NativeSelect, Stack } from '@mantine/core';
import { umbrellaWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { PaymentCard } from '../umbrella/payment-card';
import type { PaymentState } from '../umbrella/types';
import { PaymentActs } from './payment-acts';
import { paymentsQuery } from './queries';

/** Amounts of all relationships by state; those that wait for approval first. */
export function PaymentsPart() {
  const t = useTranslations('umbrellaAdmin.payments');
  const states = useTranslations('umbrella.paymentState');
  const [state, setState] = useState<PaymentState>('CALCULATED');
  const query = useInfiniteQuery(paymentsQuery(state));
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('filter')}
        w={{ base: '100%', xs: 280 }}
        value={state}
        data={umbrellaWire.paymentState.options.map((value) => ({ value, label: states(value) }))}
        onChange={({ currentTarget }) => setState(currentTarget.value as PaymentState)}
      />
      <PagedList query={query} label={t('label')} empty={{ title: t('empty'), text: t('emptyText') }}>
        {(payment) => <PaymentCard payment={payment} acts={<PaymentActs payment={payment} />} />}
      </PagedList>
    </Stack>
  );
}
