'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useAccess } from '../../lib/session';

/** The rung from which on one may stake. */
const subscriber = 2;

/** Staking asks for the second rung; said before somebody fills in the form. */
export function SeatNotice() {
  const t = useTranslations('buz.staking');
  const access = useAccess().data;
  if (!access || access.held.includes(subscriber)) return null;
  return (
    <Alert color="yellow" icon={<IconLock aria-hidden />} title={t('seatTitle')}>
      <Stack gap="sm">
        <Text size="sm">{t('seatText')}</Text>
        <Group>
          <Button component={Link} href="/onboarding?step=plan" size="xs">
            {t('seatAction')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
