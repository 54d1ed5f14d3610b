'use client';

import { List, Stack, Text, ThemeIcon } from '@mantine/core';
import type { Finding } from '@smartstart/verify';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { Check } from './verdict';

const icons = { passed: IconCheck, failed: IconX, skipped: IconMinus };
const colours = { passed: 'fir', failed: 'red', skipped: 'gray' };

/** Each check in words, whether it passed, and what was found where it did not. */
export function CheckList({ checks, notes }: { checks: readonly Check[]; notes: readonly Finding[] }) {
  const t = useTranslations('verify.checks');
  return (
    <Stack>
      <List size="sm" spacing="sm">
        {checks.map(({ name, state, findings }) => {
          const Icon = icons[state];
          return (
            <List.Item
              key={name}
              icon={
                <ThemeIcon size={22} radius="xl" color={colours[state]} aria-hidden>
                  <Icon size={14} />
                </ThemeIcon>
              }
            >
              <Text size="sm" fw={600}>
                {t(state, { name: t(`name.${name}`) })}
              </Text>
              {findings.map(({ code, sentence }, index) => (
                <Text size="sm" key={`${code} ${index}`} style={{ overflowWrap: 'anywhere' }}>
                  {sentence}
                </Text>
              ))}
            </List.Item>
          );
        })}
      </List>
      {notes.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t('notes')}
          </Text>
          <List size="sm">
            {notes.map(({ code, sentence }, index) => (
              <List.Item key={`${code} ${index}`}>{sentence}</List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Stack>
  );
}
