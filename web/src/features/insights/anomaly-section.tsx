'use client';

import { Alert, Stack, Text } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { ContestButton } from './contest';
import type { Contest, Profile } from './types';

/** What is unusual, with the two figures compared; nothing when nothing is. */
export function AnomalySection({
  anomalies,
  contests,
}: {
  anomalies: Profile['anomalies'];
  contests: readonly Contest[];
}) {
  const t = useTranslations('insights.anomalies');
  if (anomalies.length === 0) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <Stack gap="sm">
        {anomalies.map(({ rule, title, text }) => (
          <Alert key={rule} color="yellow" icon={<IconFlag aria-hidden />} title={title}>
            <Text size="sm">{text}</Text>
          </Alert>
        ))}
      </Stack>
      <ContestButton statement="ANOMALY" contests={contests} />
    </Section>
  );
}
