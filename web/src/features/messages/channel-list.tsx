'use client';

import { Badge, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconArchive, IconHash, IconSpeakerphone, IconUser } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PlainList } from '../documents/plain-list';
import classes from './messages.module.css';
import type { Channel } from './types';

interface Props {
  readonly channels: readonly Channel[];
  readonly currentId: string | null;
  readonly hrefOf: (channelId: string) => string;
}

interface Part {
  readonly key: string;
  readonly title: string;
  readonly channels: readonly Channel[];
}

/** The channels one can read: people first, then everybody’s, then each venture and team. */
export function ChannelList({ channels, currentId, hrefOf }: Props) {
  const t = useTranslations('messages.channels');
  const of = (scope: Channel['scope']) => channels.filter((one) => one.scope === scope);
  const places = [...of('VENTURE'), ...of('TEAM')];
  const parts: readonly Part[] = [
    { key: 'direct', title: t('direct'), channels: of('DIRECT') },
    { key: 'platform', title: t('platform'), channels: of('PLATFORM') },
    ...[...new Map(places.map((one) => [one.scopeId, one.scopeName]))].map(([scopeId, title]) => ({
      key: scopeId ?? '',
      title,
      channels: places.filter((one) => one.scopeId === scopeId),
    })),
  ].filter((part) => part.channels.length > 0);
  return (
    <Stack gap="md">
      {parts.map((part) => (
        <Stack key={part.key} gap={4}>
          <Text size="xs" c="dimmed" fw={700} tt="uppercase" px={10} lineClamp={1}>
            {part.title}
          </Text>
          <PlainList label={part.title} gap={2}>
            {part.channels.map((one) => (
              <li key={one.id}>
                <Entry channel={one} current={one.id === currentId} href={hrefOf(one.id)} />
              </li>
            ))}
          </PlainList>
        </Stack>
      ))}
    </Stack>
  );
}

function Entry({ channel, current, href }: { channel: Channel; current: boolean; href: string }) {
  const t = useTranslations('messages.channels');
  const Icon = channel.archived
    ? IconArchive
    : channel.scope === 'DIRECT'
      ? IconUser
      : channel.posting === 'ANNOUNCEMENTS'
        ? IconSpeakerphone
        : IconHash;
  return (
    <Link
      className={classes['channel']}
      href={href}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon size={16} aria-hidden style={{ flexShrink: 0 }} />
      <span className={classes['channelName']} style={channel.unread > 0 ? { fontWeight: 700 } : undefined}>
        {channel.name}
        {channel.archived && <VisuallyHidden>{t('archived')}</VisuallyHidden>}
      </span>
      {channel.unread > 0 && (
        <Badge size="sm" color="red" variant="filled" miw="max-content">
          <span aria-hidden>{channel.unread >= 99 ? '99+' : channel.unread}</span>
          <VisuallyHidden>{t('unread', { count: channel.unread })}</VisuallyHidden>
        </Badge>
      )}
    </Link>
  );
}
