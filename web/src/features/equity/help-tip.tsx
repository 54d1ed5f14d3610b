'use client';

import { ActionIcon, Group, Popover, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export type TermKey =
  | 'fullyDiluted'
  | 'issued'
  | 'vesting'
  | 'vested'
  | 'cliff'
  | 'pool'
  | 'safe'
  | 'note'
  | 'shareClass'
  | 'plan'
  | 'terms'
  | 'round'
  | 'dilution'
  | 'cap'
  | 'discount'
  | 'ocf'
  | 'preference'
  | 'holderClass';

/** A word of the field with a button that explains it; it opens by pointer, touch and keyboard. */
export function Explained({ term, children }: { term: TermKey; children?: ReactNode }) {
  const t = useTranslations('equity.terms');
  const word = t(`${term}.word`);
  return (
    <Group component="span" gap={4} wrap="nowrap" display="inline-flex" style={{ verticalAlign: 'bottom' }}>
      <span>{children ?? word}</span>
      <Popover width={300} withArrow shadow="md" position="bottom" trapFocus={false}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('what', { word })}>
            <IconHelpCircle size={16} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Text size="sm" fw={400} ta="start" style={{ whiteSpace: 'normal' }}>
            {t(`${term}.text`)}
          </Text>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}
