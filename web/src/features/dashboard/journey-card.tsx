'use client';

import { Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { journeyQuery, onboardingSteps } from '../onboarding/progress';
import { Panel } from './panel';

/** The stage to go on with. Whoever has finished the journey, or cannot be told, sees nothing. */
export function JourneyCard() {
  const t = useTranslations('dashboard.journey');
  const steps = useTranslations('onboarding.step');
  const journey = useQuery(journeyQuery());
  const stage = journey.data?.stages.find(({ number }) => number === journey.data.current);
  if (!journey.data || !stage) return null;
  const missing = stage.gates.flatMap((gate) => (gate.required ? gate.missing : []));
  return (
    <Panel title={t('title')}>
      <Stack gap="sm">
        <Progress
          value={journey.data.progress * 100}
          aria-label={t('progress', { done: Math.round(journey.data.progress * 7) })}
        />
        <Text fw={600}>{t('next', { stage: steps(onboardingSteps[stage.number - 1]!) })}</Text>
        {missing.length > 1 && !stage.cause ? (
          <List size="sm">
            {missing.map((what) => (
              <List.Item key={what}>{what}</List.Item>
            ))}
          </List>
        ) : (
          <Text size="sm">{stage.cause ?? missing[0]}</Text>
        )}
        <Group>
          <Button component={Link} href="/onboarding" size="xs">
            {t('go')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
