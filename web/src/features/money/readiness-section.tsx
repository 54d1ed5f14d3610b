'use client';

import { Alert, Group, List, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { drawn } from '../../lib/numbers';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from './plain-table';
import { readinessQuery } from './queries';
import type { Readiness } from './types';

/** The rule score of the venture with its parts, and what could not be counted. */
export function ReadinessSection({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.readiness');
  const readiness = useQuery(readinessQuery(ventureId));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={readiness}>{(data) => <Score readiness={data} />}</QueryView>
    </Section>
  );
}

function Score({ readiness: { score, formula, parts, gaps } }: { readiness: Readiness }) {
  const t = useTranslations('money.readiness');
  const format = useMoneyFormat();
  return (
    <Stack gap="md">
      {score === null ? (
        <Text>{t('unknown')}</Text>
      ) : (
        <Group gap="md">
          <Text fz="xl" fw={600}>
            {t('score', { score: format.number(score) })}
          </Text>
          <Progress flex="1 1 160px" size="lg" value={drawn(score)} aria-hidden />
        </Group>
      )}
      <PlainTable
        label={t('parts')}
        minWidth={280}
        items={parts}
        keyOf={({ part }) => part}
        columns={[
          {
            head: t('part'),
            cell: ({ part, known }) => (
              <>
                <Text size="sm">{t(`name.${part}`)}</Text>
                <Text size="sm" c="dimmed">
                  {known}
                </Text>
              </>
            ),
          },
          {
            head: t('weight'),
            end: true,
            cell: ({ weightPercent }) => format.percent(String(weightPercent)),
          },
          {
            head: t('value'),
            end: true,
            cell: ({ value }) => (value === null ? t('notKnown') : format.number(value)),
          },
        ]}
      />
      {gaps.length > 0 && (
        <Alert color="gray" title={t('gaps')}>
          <List size="sm">
            {gaps.map((gap) => (
              <List.Item key={gap}>{gap}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('formula', { formula })}
      </Text>
    </Stack>
  );
}
