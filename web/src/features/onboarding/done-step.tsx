'use client';

import { Anchor, Button, Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { onboardingSteps, type Progress } from './progress';

/** What to do with the new rights; or, when something was left open, the way back to it. */
export function DoneStep({
  progress,
  member,
  seated,
}: {
  progress: Progress;
  member: boolean;
  seated: boolean;
}) {
  const t = useTranslations('onboarding');
  const open = onboardingSteps.filter((step) => step !== 'done' && progress[step] === 'open');
  const actions = [
    seated ? (['venture', '/ventures/new'] as const) : null,
    member ? (['people', '/people'] as const) : null,
    member ? (['ventures', '/ventures'] as const) : null,
    ['security', '/settings/security'] as const,
  ].filter((action) => action !== null);
  return (
    <Stack>
      <Text>{open.length === 0 ? t('done.text') : t('done.open')}</Text>
      {open.length > 0 && (
        <Stack gap="xs">
          {open.map((step) => (
            <Anchor key={step} component={Link} href={`/onboarding?step=${step}`}>
              {t(`step.${step}`)}
            </Anchor>
          ))}
        </Stack>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {actions.map(([name, href]) => (
          <Card key={name} padding="md">
            <Stack gap="xs" h="100%">
              <Title order={3} size="h4">
                {t(`done.${name}.title`)}
              </Title>
              <Text size="sm" style={{ flex: 1 }}>
                {t(`done.${name}.text`)}
              </Text>
              <Button component={Link} href={href} variant={name === 'venture' ? 'filled' : 'default'}>
                {t(`done.${name}.action`)}
              </Button>
            </Stack>
          </Card>
        ))}
      </SimpleGrid>
      <div>
        <Anchor component={Link} href="/dashboard">
          {t('done.dashboard')}
        </Anchor>
      </div>
    </Stack>
  );
}
