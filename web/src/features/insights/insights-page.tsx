'use client';

import { Alert, Button, Stack } from '@mantine/core';
import { IconChartBar, IconTestPipe } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { ProblemAlert } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { ActivityPart } from './activity-part';
import { AdviceSection } from './advice-section';
import { AnomalySection } from './anomaly-section';
import { ContestsSection } from './contest';
import { PredictionsPart } from './predictions-part';
import { insightsQuery, useGiveConsent } from './queries';
import { ScoresPart } from './scores-part';
import { StoredPart } from './stored-part';
import type { OwnInsights, Profile } from './types';

/** `/insights`: everything the platform works out about the person, how, and what they can say to it. */
export function InsightsPage() {
  const t = useTranslations('insights');
  const access = useAccess();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} href="/settings/privacy" variant="default">
          {t('privacy')}
        </Button>
      }
    >
      <QueryView query={access}>{({ held }) => (held.includes(1) ? <Own /> : <MembersOnly />)}</QueryView>
    </Page>
  );
}

function Own() {
  const query = useQuery(insightsQuery());
  return (
    <QueryView query={query} lines={6}>
      {(insights) =>
        insights.profile ? (
          <Parts insights={insights} profile={insights.profile} />
        ) : (
          <WithoutConsent insights={insights} />
        )
      }
    </QueryView>
  );
}

/** Nobody is profiled without having said so; here they can say it. */
function WithoutConsent({ insights }: { insights: OwnInsights }) {
  const t = useTranslations('insights.consent');
  const consent = useGiveConsent();
  return (
    <Stack>
      <ProblemAlert error={consent.error} />
      <Empty
        icon={<IconChartBar size={32} aria-hidden />}
        title={t(insights.consent === 'REVOKED' ? 'revokedTitle' : 'title')}
        text={t('text')}
        action={
          <Button loading={consent.isPending} onClick={() => consent.mutate()}>
            {t('give')}
          </Button>
        }
      />
      {insights.contests.length > 0 && <ContestsSection contests={insights.contests} />}
    </Stack>
  );
}

function Parts({ insights, profile }: { insights: OwnInsights; profile: Profile }) {
  const t = useTranslations('insights');
  return (
    <Stack gap="lg">
      {profile.fictional && (
        <Alert color="blue" icon={<IconTestPipe aria-hidden />} title={t('fictionalTitle')}>
          {t('fictional')}
        </Alert>
      )}
      <TabbedParts
        label={t('parts.label')}
        parts={[
          {
            key: 'overview',
            title: t('parts.overview'),
            content: (
              <Stack gap="lg">
                <AdviceSection advice={profile.advice} />
                <AnomalySection anomalies={profile.anomalies} contests={insights.contests} />
                <ScoresPart profile={profile} contests={insights.contests} />
              </Stack>
            ),
          },
          { key: 'activity', title: t('parts.activity'), content: <ActivityPart profile={profile} /> },
          {
            key: 'predictions',
            title: t('parts.predictions'),
            content: <PredictionsPart insights={insights} profile={profile} />,
          },
          {
            key: 'stored',
            title: t('parts.stored'),
            content: <StoredPart profile={profile} contests={insights.contests} />,
          },
        ]}
      />
    </Stack>
  );
}
