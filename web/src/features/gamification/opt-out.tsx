'use client';

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { meQuery, useRefreshGamification } from './queries';
import type { OwnStanding } from './types';

const notice = 'gamification-opt-out';

/** Leaves the boards or returns to them; the message offers the way back. */
export function useOptOut() {
  const t = useTranslations('gamification.boards');
  const client = useQueryClient();
  const refresh = useRefreshGamification();
  return useMutation({
    mutationFn: (optedOut: boolean) => api.gamification.setOptOut({ body: { optedOut } }),
    scope: { id: 'opt-out' },
    onSuccess: ({ optedOut }) => {
      client.setQueryData<OwnStanding>(meQuery().queryKey, (me) => me && { ...me, optedOut });
      notifications.hide(notice);
      notifications.show({
        id: notice,
        color: 'fir',
        message: (
          <Said
            text={t(optedOut ? 'left' : 'returned')}
            undo={t('undo')}
            onUndo={async () => {
              notifications.hide(notice);
              await api.gamification.setOptOut({ body: { optedOut: !optedOut } });
              await refresh();
            }}
          />
        ),
      });
      return refresh();
    },
  });
}

function Said({ text, undo, onUndo }: { text: string; undo: string; onUndo: () => Promise<void> }) {
  return (
    <Group gap="sm">
      <Text size="sm">{text}</Text>
      <Button size="compact-sm" variant="default" onClick={() => void onUndo()}>
        {undo}
      </Button>
    </Group>
  );
}
