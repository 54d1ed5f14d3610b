'use client';

import { Alert, Anchor, List, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconUserQuestion } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useAccess } from '../../lib/session';
import { useFollowOpportunities, waitingApplicationsQuery } from './queries';
import { opportunityHref } from './types';

/** Applications that wait for the person's answer; nothing at all when there are none. */
export function ApplicationTasks() {
  const t = useTranslations('opportunities.tasks');
  const member = useAccess().data?.held.includes(1) ?? false;
  const waiting = useQuery({ ...waitingApplicationsQuery(), enabled: member }).data ?? [];
  useFollowOpportunities();
  if (waiting.length === 0) return null;
  return (
    <Alert
      component="section"
      color="yellow"
      icon={<IconUserQuestion aria-hidden />}
      title={t('title', { count: waiting.length })}
    >
      <Stack gap="xs">
        <List size="sm">
          {waiting.map(({ id, opportunityId, opportunityTitle, applicantName }) => (
            <List.Item key={id}>
              <Anchor
                component={Link}
                href={opportunityHref(opportunityId, '?tab=applications')}
                size="sm"
                c="inherit"
                fw={600}
              >
                {t('row', { name: applicantName, title: opportunityTitle })}
              </Anchor>
            </List.Item>
          ))}
        </List>
        <Anchor component={Link} href="/offers" size="sm" c="inherit">
          {t('all')}
        </Anchor>
      </Stack>
    </Alert>
  );
}
