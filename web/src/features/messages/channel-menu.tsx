'use client';

import { ActionIcon, Anchor, Menu, Stack, Text } from '@mantine/core';
import { IconArchive, IconDots, IconPencil, IconUsers } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { ChannelForm } from './channel-form';
import { useRefreshChannels } from './queries';
import type { Channel, Person } from './types';

/** Who is in a channel, and what those who look after it do with it. */
export function ChannelMenu({ channel, people }: { channel: Channel; people: readonly Person[] }) {
  const t = useTranslations('messages.channel');
  const refresh = useRefreshChannels();
  const [open, setOpen] = useState<'people' | 'edit' | 'archive' | null>(null);
  const manages = channel.rights.includes('manage');
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="inherit"
            size="lg"
            aria-label={t('menu', { name: channel.name })}
          >
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setOpen('people')}>
            {t(channel.scope === 'PLATFORM' ? 'lately' : 'people')}
          </Menu.Item>
          {manages && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpen('edit')}>
                {t('edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArchive size={16} aria-hidden />}
                onClick={() => setOpen('archive')}
              >
                {t(channel.archived ? 'bringBack' : 'archive')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'people' && (
        <OpenModal title={t(channel.scope === 'PLATFORM' ? 'lately' : 'people')} onClose={close}>
          {people.length === 0 ? (
            <Text size="sm">{t('nobody')}</Text>
          ) : (
            <PlainList label={t('people')} gap={6}>
              {people.map((one) => (
                <li key={one.userId}>
                  <Stack gap={0}>
                    <Anchor component={Link} href={`/people/${one.userId}`} size="sm">
                      {one.name}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      {t('mention', { slug: one.slug })}
                    </Text>
                  </Stack>
                </li>
              ))}
            </PlainList>
          )}
        </OpenModal>
      )}
      {open === 'edit' && <ChannelForm channel={channel} onClose={close} />}
      {open === 'archive' && (
        <ConfirmModal
          title={t(channel.archived ? 'bringBackTitle' : 'archiveTitle', { name: channel.name })}
          text={t(channel.archived ? 'bringBackText' : 'archiveText')}
          confirm={t(channel.archived ? 'bringBack' : 'archive')}
          run={async () => {
            await api.channels.edit(
              { params: { channelId: channel.id }, body: { archived: !channel.archived } },
              { ifMatch: `"${channel.version}"` },
            );
            await refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
