'use client';

import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { withQuery } from '../../lib/next-path';
import { useAccess } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { skillGapsQuery } from '../gamification/queries';
import { questsQuery } from '../onboarding/progress';
import { Panel } from './panel';

const mostQuests = 2;

/** What would help most next, each with its reason: the skill that is asked for most, and open quests. */
export function Advice() {
  const t = useTranslations('dashboard.advice');
  const member = useAccess().data?.held.includes(1) ?? false;
  const quests = useQuery({ ...questsQuery(), enabled: member });
  const skills = useQuery({ ...skillGapsQuery(), enabled: member });
  const [gap] = skills.data?.gaps ?? [];
  const open = quests.data?.items.filter(({ doneAt }) => !doneAt) ?? [];
  const items = [
    ...(gap && gap.openOpportunities > 0
      ? [
          {
            key: 'skill',
            title: t('skill', { skill: gap.name }),
            why: t('skillWhy', { count: gap.openOpportunities }),
            href: withQuery('/opportunities/all', { skill: gap.name }),
          },
        ]
      : []),
    ...open.slice(0, mostQuests).map(({ name, title, why, link, xp }) => ({
      key: name,
      title,
      why: t('quest', { why, xp }),
      href: link,
    })),
  ];
  if (items.length === 0) return null;
  return (
    <Panel title={t('title')}>
      <PlainList label={t('title')}>
        {items.map(({ key, title, why, href }) => (
          <li key={key}>
            <Stack gap={2}>
              <Anchor component={Link} href={href} size="sm" fw={600}>
                {title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {why}
              </Text>
            </Stack>
          </li>
        ))}
      </PlainList>
      <Anchor component={Link} href="/insights" size="sm">
        {t('more')}
      </Anchor>
    </Panel>
  );
}
