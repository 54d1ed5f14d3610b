'use client';

import { Grid, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { useMe, useSession } from '../../lib/session';
import { useFollow } from '../ventures/follow';
import { OfferTasks } from '../offers/offer-tasks';
import { InvitationPanel } from '../ventures/invitation-panel';
import { BuzCard } from './buz-card';
import { LatestNotifications } from './latest-notifications';
import { LevelCard } from './level-card';
import { OwnStatements } from './own-statements';
import { OwnVentures } from './own-ventures';
import { PaperTasks } from './paper-tasks';
import { QuickActions } from './quick-actions';
import { SeatCard } from './seat-card';

/** What waits for the person, where they stand, and what they can do next. */
export function DashboardPage() {
  const t = useTranslations('dashboard');
  const { userId } = useSession();
  const me = useMe();
  useFollow(userId && `user:${userId}`);
  return (
    <Page title={me.data ? t('titleNamed', { name: me.data.name }) : t('title')}>
      <InvitationPanel />
      <OfferTasks />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            <PaperTasks />
            <OwnVentures />
            <OwnStatements />
            <LatestNotifications />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <LevelCard />
            <BuzCard />
            <SeatCard />
            <QuickActions />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
