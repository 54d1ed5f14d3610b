'use client';

import { Button, List, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { moneyHref } from '../money/money-frame';
import type { Standing } from './types';

/** Nothing can be said yet: what is missing, and where it is entered. */
export function NoFigures({ standing, missing }: { standing: Standing; missing: readonly string[] }) {
  const t = useTranslations('standing.noFigures');
  const owns = standing.venture.myRole === 'OWNER';
  return (
    <Stack gap="md">
      <Empty
        title={t('title')}
        text={t(owns ? 'text' : 'others')}
        action={
          owns && (
            <Button component={Link} href={moneyHref(standing.venture.id, '/months')}>
              {t('enter')}
            </Button>
          )
        }
      />
      <Missing items={missing} />
    </Stack>
  );
}

/** What would be needed to say something, in sentences; nothing when nothing is missing. */
export function Missing({ items }: { items: readonly string[] }) {
  const t = useTranslations('standing.noFigures');
  if (items.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('missing')}
      </Text>
      <List size="sm">
        {items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
    </div>
  );
}
