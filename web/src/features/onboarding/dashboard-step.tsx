'use client';

import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { onboardingSteps, stepHref, type Stage } from './progress';

/** The last step; or, when something was left open, the way back to it. */
export function DashboardStep({ stages }: { stages: readonly Stage[] }) {
  const t = useTranslations('onboarding');
  const open = stages.filter(
    ({ name, state }) => name !== 'DASHBOARD' && state !== 'COMPLETED' && state !== 'SKIPPED',
  );
  const been = stages.at(-1)?.state === 'COMPLETED';
  return (
    <Stack>
      <Text>{t(`dashboard.${open.length > 0 ? 'open' : been ? 'done' : 'text'}`)}</Text>
      {open.length > 0 && (
        <List spacing={6}>
          {open.map(({ name, number, gates }) => (
            <List.Item key={name}>
              <Anchor component={Link} href={stepHref(onboardingSteps[number - 1]!)}>
                {t(`step.${onboardingSteps[number - 1]!}`)}
              </Anchor>
              <Text size="sm" c="dimmed">
                {gates.flatMap(({ required, missing }) => (required ? missing : [])).join(' ')}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      <Group>
        <Button component={Link} href="/dashboard">
          {t('dashboard.go')}
        </Button>
      </Group>
    </Stack>
  );
}
