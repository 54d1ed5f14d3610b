'use client';

import { Alert, Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { communityWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { AppealForm } from './appeal-form';
import { decisionsQuery } from './queries';
import type { Decision } from './types';

const excerptCharacters = communityWire.communityLimits.reportCharacters;

/** What moderators decided about oneself, with the reason, and the one appeal. */
export function Decisions() {
  const t = useTranslations('support.decisions');
  const query = useInfiniteQuery(decisionsQuery());
  return (
    <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
      {(decision) => <DecisionCard decision={decision} />}
    </PagedList>
  );
}

function DecisionCard({ decision }: { decision: Decision }) {
  const t = useTranslations('support.decisions');
  const kinds = useTranslations('support.kinds');
  const format = useFormat();
  const [appealing, setAppealing] = useState(false);
  const { measure, overturned, appeal, appealReason } = decision;
  return (
    <Card component="article" p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{t(`measures.${measure}`)}</Text>
          <Badge variant="light" color={overturned ? 'fir' : 'orange'}>
            {t(overturned ? 'overturned' : `states.${decision.state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {kinds(decision.kind)} · {format.dateTime(decision.decidedAt)}
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('about', { excerpt: decision.excerpt.slice(0, excerptCharacters) })}
        </Text>
        <Text size="sm">{t('reason', { reason: decision.reason })}</Text>
        {appeal && <Text size="sm">{t('appeal', { text: appeal })}</Text>}
        {appealReason && (
          <Alert color={overturned ? 'fir' : 'orange'}>
            {t(overturned ? 'wasOverturned' : 'wasUpheld', { reason: appealReason })}
          </Alert>
        )}
        {decision.rights.includes('appeal') && (
          <Group>
            <Button size="compact-md" variant="default" onClick={() => setAppealing(true)}>
              {t('appealNow')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('appealHint')}
            </Text>
          </Group>
        )}
      </Stack>
      {appealing && <AppealForm caseId={decision.id} onClose={() => setAppealing(false)} />}
    </Card>
  );
}
