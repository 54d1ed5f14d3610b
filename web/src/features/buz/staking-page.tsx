'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { BuzFrame } from './buz-frame';
import { EndedStakes } from './ended-stakes';
import { stakesQuery } from './queries';
import { RunningStakes } from './running-stakes';
import { SeatNotice } from './seat-notice';
import { StakeForm } from './stake-form';

/** `/buz/staking`: put BUZ to rest for a term, for interest. */
export function StakingPage() {
  const t = useTranslations('buz.staking');
  return (
    <BuzFrame title={t('title')} lead={t('lead')}>
      <SeatNotice />
      <Stakes />
    </BuzFrame>
  );
}

function Stakes() {
  const query = useQuery(stakesQuery());
  return (
    <QueryView query={query}>
      {({ tiers, items }) => {
        const running = items.filter(({ state }) => state === 'ACTIVE');
        const ended = items.filter(({ state }) => state !== 'ACTIVE');
        return (
          <Stack gap="lg">
            {running.length > 0 && <RunningStakes stakes={running} />}
            <StakeForm tiers={tiers} running={running} />
            {ended.length > 0 && <EndedStakes stakes={ended} />}
          </Stack>
        );
      }}
    </QueryView>
  );
}
