'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFlag, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { MessageActs } from './message-row';
import type { Message } from './types';

interface Props {
  readonly message: Message;
  readonly tabIndex: number;
  readonly acts: MessageActs;
  readonly onEdit: () => void;
}

/** What is done seldom: edit, take back, report. */
export function MessageMenu({ message, tabIndex, acts, onEdit }: Props) {
  const t = useTranslations('messages.row');
  const { rights } = message;
  if (!rights.some((right) => ['edit', 'delete', 'report'].includes(right))) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="md"
          tabIndex={tabIndex}
          aria-label={t('more', { name: message.author.name })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {rights.includes('edit') && (
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
            {t('edit')}
          </Menu.Item>
        )}
        {rights.includes('delete') && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => acts.remove(message)}
          >
            {t('remove')}
          </Menu.Item>
        )}
        {rights.includes('report') && (
          <Menu.Item leftSection={<IconFlag size={16} aria-hidden />} onClick={() => acts.report(message)}>
            {t('report')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
