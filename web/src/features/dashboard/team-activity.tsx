'use client';

import { Anchor, Button, Group, Text } from '@mantine/core';
import type { Answer, contract } from '@smartstart/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useTopic } from '../../lib/live';
import { useAccess, useSession } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { Loaded, Panel } from './panel';

type Item = Answer<typeof contract.community.feed>['items'][number];
const most = 5;
const key = ['feed', 'dashboard'];
const news = /^(?:work|venture|member|idea|poll|kudos)\./;

/** What the people around one do: in the own ventures and in the community, the urgent first. */
export function TeamActivity() {
  const t = useTranslations('dashboard.activity');
  const format = useFormat();
  const client = useQueryClient();
  const { userId } = useSession();
  const member = useAccess().data?.held.includes(1) ?? false;
  const feed = useQuery({
    queryKey: key,
    queryFn: () => api.community.feed({ query: { limit: most } }),
    enabled: member,
  });
  useTopic(userId && `user:${userId}`, (event) => {
    if (news.test(event.type)) void client.invalidateQueries({ queryKey: key });
  });
  if (!member) return null;
  return (
    <Panel
      title={t('title')}
      action={
        <Button
          component={Link}
          href="/community"
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
        >
          {t('all')}
        </Button>
      }
    >
      <Loaded query={feed}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('none')}</Text>
          ) : (
            <PlainList label={t('title')} gap="xs">
              {items.map((item) => (
                <Group
                  key={item.id}
                  component="li"
                  justify="space-between"
                  align="baseline"
                  gap="xs"
                  wrap="nowrap"
                >
                  <News item={item} />
                  <Text component="time" dateTime={item.at} size="xs" c="dimmed" style={{ flexShrink: 0 }}>
                    {format.relative(item.at)}
                  </Text>
                </Group>
              ))}
            </PlainList>
          )
        }
      </Loaded>
    </Panel>
  );
}

function News({ item: { kind, code, actor, to, title, text, ventureName, link } }: { item: Item }) {
  const t = useTranslations('dashboard.activity');
  const told = t('told', {
    what: `${kind}_${code}`,
    kind,
    who: actor?.name ?? t('somebody'),
    to: to?.name ?? t('somebody'),
    title,
  });
  return (
    <div style={{ minWidth: 0 }}>
      <Anchor component={Link} href={link} size="sm" fw={600}>
        {told}
      </Anchor>
      {(text || ventureName) && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {[ventureName === title ? null : ventureName, text].filter(Boolean).join(' – ')}
        </Text>
      )}
    </div>
  );
}
