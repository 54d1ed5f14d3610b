'use client';

import { Card, Grid, Skeleton, Stack, Tabs, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { useTold } from '../../lib/telling';
import { VentureOpportunities } from '../opportunities/venture-opportunities';
import { TransferNotice } from '../ownership/transfer-notice';
import { useFollow } from './follow';
import { JoinPapers } from './join-papers';
import { ventureQuery } from './queries';
import { may, type Venture } from './types';
import { VentureActions } from './venture-actions';
import { RoleBadge, StatusBadge } from './venture-badges';
import { managesPapers, VentureCompliance } from './venture-compliance';
import { VentureFacts } from './venture-facts';
import { VentureHistory } from './venture-history';
import { VentureInvitations } from './venture-invitations';
import { VentureMembers } from './venture-members';
import { VentureMenu } from './venture-menu';
import { VentureMissing } from './venture-missing';
import { VenturePaperwork } from './venture-paperwork';

/** `/ventures/[id]`: the card for everybody who may see it, the rest by what the reader may do. */
export function VenturePage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('ventures');
  const venture = useQuery({ ...ventureQuery(ventureId), retry: false });
  useTold(venture.data ? { type: 'venture.viewed', properties: { entityId: venture.data.id } } : null);
  // A failed refresh leaves the page as it was; a venture that closed to the reader does not.
  if (venture.isLoadingError || hasCode(venture.error, 'NOT_FOUND'))
    return <VentureMissing error={venture.error} onRetry={() => void venture.refetch()} />;
  const crumbs = [{ label: t('list.title'), href: '/ventures' }];
  if (!venture.data) {
    return (
      <Page title={t('page.title')} crumbs={crumbs}>
        <Skeleton height={320} aria-hidden />
      </Page>
    );
  }
  return (
    <Page title={venture.data.name} crumbs={crumbs} actions={<VentureActions venture={venture.data} />}>
      <VentureMenu venture={venture.data} room="overview" />
      <LiveNews venture={venture.data} />
      <Sections venture={venture.data} />
    </Page>
  );
}

function Sections({ venture }: { venture: Venture }) {
  const t = useTranslations('ventures.page');
  const compliance = useTranslations('compliance.venture');
  const seesMembers = may(venture, 'see-members');
  const [tab, setTab] = useState<string | null>(null);
  const inside = venture.myState === 'ACTIVE';
  const tabs = seesMembers || inside;
  return (
    <Stack gap="lg">
      {venture.myState === 'JOINING' && <JoinPapers venture={venture} />}
      {venture.myState === 'LAPSED' && <JoinPapers venture={venture} lapsed />}
      <TransferNotice venture={venture} />
      {venture.myRole === 'OWNER' &&
        (venture.status === 'PENDING_CONTRACTS' || venture.status === 'PENDING_APPROVAL') && (
          <VenturePaperwork venture={venture} />
        )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: tabs ? 5 : 8 }}>
          <Card component="section" aria-label={t('facts')}>
            <Stack gap="sm">
              <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
                <StatusBadge status={venture.status} />
                {venture.myRole && <RoleBadge role={venture.myRole} />}
              </div>
              <VentureFacts venture={venture} />
            </Stack>
          </Card>
        </Grid.Col>
        {tabs && (
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Tabs value={tab ?? (seesMembers ? 'members' : 'history')} onChange={setTab} keepMounted={false}>
              <Tabs.List mb="md">
                {seesMembers && <Tabs.Tab value="members">{t('members')}</Tabs.Tab>}
                {may(venture, 'invite') && <Tabs.Tab value="invitations">{t('invitations')}</Tabs.Tab>}
                {venture.myRole === 'OWNER' && venture.paperwork.length > 0 && (
                  <Tabs.Tab value="papers">{t('papers')}</Tabs.Tab>
                )}
                {managesPapers(venture) && <Tabs.Tab value="compliance">{compliance('tab')}</Tabs.Tab>}
                {inside && <Tabs.Tab value="history">{t('history')}</Tabs.Tab>}
              </Tabs.List>
              <Tabs.Panel value="members">
                <VentureMembers venture={venture} onInvite={() => setTab('invitations')} />
              </Tabs.Panel>
              <Tabs.Panel value="invitations">
                <VentureInvitations venture={venture} />
              </Tabs.Panel>
              <Tabs.Panel value="papers">
                <VenturePaperwork venture={venture} plain />
              </Tabs.Panel>
              <Tabs.Panel value="compliance">
                <VentureCompliance ventureId={venture.id} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <VentureHistory ventureId={venture.id} />
              </Tabs.Panel>
            </Tabs>
          </Grid.Col>
        )}
      </Grid>
      <VentureOpportunities venture={venture} />
    </Stack>
  );
}

/** Follows the venture while it is shown. The page updates by itself; a sentence tells those who cannot see that it did. */
function LiveNews({ venture }: { venture: Venture }) {
  const t = useTranslations('ventures.live');
  const [said, setSaid] = useState({ text: '', count: 0 });
  const { userId } = useSession();
  // Only members whose papers are in force may follow the venture itself; others hear on their own topic what concerns them.
  const inside = venture.myState === 'ACTIVE';
  useFollow(inside ? `venture:${venture.id}` : userId && `user:${userId}`, (subject, ventureId) => {
    if (inside || ventureId === venture.id)
      setSaid((before) => ({ text: t(subject), count: before.count + 1 }));
  });
  // A space that comes and goes makes the same sentence count as new.
  return <VisuallyHidden role="status">{said.text + (said.count % 2 ? '' : '\u00a0')}</VisuallyHidden>;
}
