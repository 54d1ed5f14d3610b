'use client';

import { Group, NativeSelect, Stack } from '@mantine/core';
import { umbrellaWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { PaymentCard } from './payment-card';
import { paymentsQuery, type PaymentFilter } from './queries';
import type { OwnSide, PaymentState } from './types';
import { UmbrellaFrame } from './umbrella-frame';

const sides = ['SPONSOR', 'REFERRED'] as const;

/** `/umbrella/amounts`: every amount of the reader, from both sides, with how it came about. */
export function AmountsPage() {
  const t = useTranslations('umbrella.amounts');
  return (
    <UmbrellaFrame title={t('title')} lead={t('lead')}>
      <Amounts />
    </UmbrellaFrame>
  );
}

function Amounts() {
  const t = useTranslations('umbrella.amounts');
  const states = useTranslations('umbrella.paymentState');
  const [side, setSide] = useState<OwnSide | ''>('');
  const [state, setState] = useState<PaymentState | ''>('');
  const filter: PaymentFilter = { ...(side ? { side } : {}), ...(state ? { state } : {}) };
  const query = useInfiniteQuery(paymentsQuery(filter));
  const filtered = side !== '' || state !== '';
  return (
    <Stack gap="md">
      <Group component="search" gap="md">
        <NativeSelect
          label={t('side')}
          value={side}
          data={[
            { value: '', label: t('both') },
            ...sides.map((value) => ({ value, label: t(`sides.${value}`) })),
          ]}
          onChange={({ currentTarget }) => setSide(currentTarget.value as OwnSide | '')}
        />
        <NativeSelect
          label={t('state')}
          value={state}
          data={[
            { value: '', label: t('anyState') },
            ...umbrellaWire.paymentState.options.map((value) => ({ value, label: states(value) })),
          ]}
          onChange={({ currentTarget }) => setState(currentTarget.value as PaymentState | '')}
        />
      </Group>
      <PagedList
        query={query}
        label={t('title')}
        empty={{
          title: t(filtered ? 'noneFiltered' : 'emptyTitle'),
          text: t(filtered ? 'noneFilteredText' : 'emptyText'),
        }}
      >
        {(payment) => <PaymentCard payment={payment} />}
      </PagedList>
    </Stack>
  );
}
