'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ReasonModal } from '../buz-admin/reason-modal';
import { HoldForm } from './hold-form';
import { LegalFrame } from './legal-frame';
import { holdsQuery, reasonBounds, useRefreshOffice, type Hold, type HoldSubject } from './queries';

const pageOf: Record<HoldSubject, string> = {
  DOCUMENT: '/documents',
  USER: '/admin/legal/people',
  VENTURE: '/ventures',
};

/** `/admin/legal/holds`: what may not be deleted, and why. */
export function HoldsPage() {
  const t = useTranslations('legalAdmin.holds');
  return (
    <LegalFrame title={t('title')} lead={t('lead')}>
      <Stack gap="lg">
        <HoldForm />
        <HoldList />
      </Stack>
    </LegalFrame>
  );
}

function HoldList() {
  const t = useTranslations('legalAdmin.holds');
  const query = useInfiniteQuery(holdsQuery());
  return (
    <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
      {(hold) => <HoldCard hold={hold} />}
    </PagedList>
  );
}

function HoldCard({ hold }: { hold: Hold }) {
  const t = useTranslations('legalAdmin.holds');
  const format = useFormat();
  const { subject, subjectId, subjectName, reason, placedAt, placedBy, releasedAt, releaseReason } = hold;
  return (
    <Card component="article" padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem" miw={0}>
          <Group gap="xs">
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              <Anchor component={Link} href={`${pageOf[subject]}/${subjectId}`} inherit>
                {t('on', { subject: t(subject), name: subjectName || subjectId })}
              </Anchor>
            </Title>
            <Badge variant="dot" color={releasedAt ? 'gray' : 'orange'} miw="max-content">
              {t(releasedAt ? 'isReleased' : 'inForce')}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('since', { name: placedBy, date: format.dateTime(placedAt) })}
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('why', { reason })}
          </Text>
          {releasedAt && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('releasedAt', { date: format.dateTime(releasedAt), reason: releaseReason ?? '' })}
            </Text>
          )}
        </Stack>
        {!releasedAt && <Release hold={hold} />}
      </Group>
    </Card>
  );
}

function Release({ hold }: { hold: Hold }) {
  const t = useTranslations('legalAdmin.holds');
  const label = useTranslations('legalAdmin')('reason');
  const refresh = useRefreshOffice();
  const [asking, setAsking] = useState(false);
  const name = hold.subjectName || hold.subjectId;
  return (
    <>
      <Button variant="default" aria-label={t('releaseNamed', { name })} onClick={() => setAsking(true)}>
        {t('release')}
      </Button>
      {asking && (
        <ReasonModal
          title={t('releaseTitle', { name })}
          effect={t('releaseEffect')}
          confirm={t('release')}
          field={{ label, ...reasonBounds }}
          run={(reason) => api.compliance.releaseHold({ params: { holdId: hold.id }, body: { reason } })}
          onClose={() => setAsking(false)}
          onDone={() => {
            notifications.show({ message: t('released'), color: 'fir' });
            refresh();
          }}
        />
      )}
    </>
  );
}
