'use client';

import { Grid, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { useMe, useSession } from '../../lib/session';
import { useFollow } from '../ventures/follow';
import { OfferTasks } from '../offers/offer-tasks';
import { ApplicationTasks } from '../opportunities/application-tasks';
import { useSeen } from '../onboarding/progress';
import { InvitationPanel } from '../ventures/invitation-panel';
import { Advice } from './advice';
import { BuzCard } from './buz-card';
import { JourneyCard } from './journey-card';
import { LatestNotifications } from './latest-notifications';
import { LevelCard } from './level-card';
import { OwnMatches } from './own-matches';
import { OwnStatements } from './own-statements';
import { OwnVentures } from './own-ventures';
import { PaperTasks } from './paper-tasks';
import { QuickActions } from './quick-actions';
import { SeatCard } from './seat-card';
import { TeamActivity } from './team-activity';
import { UmbrellaCard } from './umbrella-card';
import { XpCard } from './xp-card';

/** What waits for the person, where they stand, and what they can do next. */
export function DashboardPage() {
  const t = useTranslations('dashboard');
  const { userId } = useSession();
  const me = useMe();
  useFollow(userId && `user:${userId}`);
  useSeen('DASHBOARD');
  return (
    <Page title={me.data ? t('titleNamed', { name: me.data.name }) : t('title')}>
      <JourneyCard />
      <InvitationPanel />
      <OfferTasks />
      <ApplicationTasks />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            <PaperTasks />
            <OwnVentures />
            <OwnMatches />
            <TeamActivity />
            <Advice />
            <OwnStatements />
            <LatestNotifications />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <LevelCard />
            <XpCard />
            <BuzCard />
            <SeatCard />
            <UmbrellaCard />
            <QuickActions />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
