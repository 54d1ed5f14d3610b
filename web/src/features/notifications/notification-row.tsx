'use client';

import {
  ActionIcon,
  Anchor,
  Badge,
  Box,
  Button,
  Card,
  Group,
  Stack,
  Text,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import type { notificationsWire } from '@smartstart/contract';
import { IconCheck, IconRoute, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useFormat } from '../../lib/format';
import { Deliveries } from './deliveries';
import { SnoozeMenu, WakeButton } from './snooze-menu';

export type Notification = z.infer<typeof notificationsWire.notification>;

interface Props {
  notification: Notification;
  onRead: () => void;
  onRemove: () => void;
  onSnooze: (until: string) => Promise<unknown>;
  onWake: () => void;
}

export function NotificationRow({ notification, onRead, onRemove, onSnooze, onWake }: Props) {
  const t = useTranslations('notifications');
  const format = useFormat();
  const [travelled, setTravelled] = useState(false);
  const { snoozedUntil } = notification;
  const unread = notification.readAt === null && snoozedUntil === null;
  const strong = notification.priority === 'HIGH' || notification.priority === 'URGENT';
  return (
    <Card
      padding="sm"
      component="article"
      id={`notification-${notification.id}`}
      tabIndex={-1}
      aria-label={notification.title}
    >
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Box
          w={10}
          h={10}
          mt={7}
          bdrs="50%"
          bg={unread ? 'fir.7' : 'transparent'}
          style={{ flexShrink: 0 }}
          aria-hidden
        />
        <Stack gap={2} style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            {unread && <VisuallyHidden>{t('unread')}</VisuallyHidden>}
            {notification.link?.startsWith('/') ? (
              <Anchor
                component={Link}
                href={notification.link}
                fw={unread ? 700 : 400}
                onClick={() => unread && onRead()}
              >
                {notification.title}
              </Anchor>
            ) : (
              <Text fw={unread ? 700 : 400}>{notification.title}</Text>
            )}
            {strong && (
              <Badge
                variant="dot"
                miw="max-content"
                color={notification.priority === 'URGENT' ? 'red' : 'orange'}
              >
                {t(`priority.${notification.priority as 'HIGH' | 'URGENT'}`)}
              </Badge>
            )}
          </Group>
          <Text size="sm">{notification.text}</Text>
          <Text
            size="xs"
            c="dimmed"
            component="time"
            dateTime={notification.createdAt}
            title={format.dateTime(notification.createdAt)}
          >
            {format.relative(notification.createdAt)}
          </Text>
          {snoozedUntil && (
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                {t('snooze.back', { time: format.dateTime(snoozedUntil) })}
              </Text>
              <WakeButton title={notification.title} onWake={onWake} />
            </Group>
          )}
        </Stack>
        <Group gap={4} justify="flex-end" style={{ flexShrink: 0 }} maw={{ base: 76, sm: 'none' }}>
          {unread && (
            <Tooltip label={t('markRead')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                c="inherit"
                aria-label={t('markReadNamed', { title: notification.title })}
                onClick={onRead}
              >
                <IconCheck size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {!snoozedUntil && <SnoozeMenu title={notification.title} onSnooze={onSnooze} />}
          <Tooltip label={t('deliveries.title')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              c="inherit"
              aria-label={t('deliveries.named', { title: notification.title })}
              onClick={() => setTravelled(true)}
            >
              <IconRoute size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('remove')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              c="inherit"
              aria-label={t('removeNamed', { title: notification.title })}
              onClick={onRemove}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {travelled && (
        <Deliveries id={notification.id} title={notification.title} onClose={() => setTravelled(false)} />
      )}
    </Card>
  );
}

/** Stands in the place of a deleted notification until the deletion is final, and takes the focus it left behind. */
export function RemovedRow({
  title,
  onUndo,
  onHold,
  onRelease,
}: {
  title: string;
  onUndo: () => void;
  onHold: () => void;
  onRelease: () => void;
}) {
  const t = useTranslations('notifications');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Card padding="sm" onMouseEnter={onHold} onMouseLeave={onRelease}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" truncate style={{ flex: 1, minWidth: 0 }}>
          {t('removed', { title })}
        </Text>
        <Button
          ref={button}
          size="compact-md"
          variant="default"
          aria-label={t('undoNamed', { title })}
          onClick={onUndo}
          onBlur={onRelease}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible')) onHold();
          }}
        >
          {t('undo')}
        </Button>
      </Group>
    </Card>
  );
}
