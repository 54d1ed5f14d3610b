'use client';

import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  List,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconFlask, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FigureCard } from '../../components/figure-card';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { ScoreMode } from '../../components/score-mode';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { AnalyticsFrame } from './analytics-frame';
import { JobButton } from './job-button';
import { atRiskQuery, useRefresh } from './queries';
import { useAddress } from './use-address';
import { useFigureFormat } from './use-figure-format';

type Answer = Awaited<ReturnType<typeof api.insights.atRisk>>;
type Person = Answer['items'][number];
type Summary = Answer['summary'];

const levels = ['HIGH', 'MEDIUM', 'LOW'] as const;
const colours = { HIGH: 'red', MEDIUM: 'orange', LOW: 'gray' } as const;

/** `/admin/analytics/at-risk`: who may leave, with what it goes with and what could be done. */
export function AtRiskPage() {
  return (
    <AnalyticsFrame page="risk">
      <AtRisk />
    </AnalyticsFrame>
  );
}

function AtRisk() {
  const t = useTranslations('analytics.risk');
  const { get, set } = useAddress();
  const refresh = useRefresh();
  const level = levels.find((known) => known === get('level')) ?? null;
  const query = useInfiniteQuery(atRiskQuery(level));
  return (
    <QueryView query={query} lines={4}>
      {({ pages }) => {
        const summary = pages[0]!.summary;
        const people = pages.flatMap(({ items }) => items);
        return (
          <Stack gap="lg">
            <Alert variant="light" color="gray">
              {t('honest')}
            </Alert>
            <Overall summary={summary} />
            <JobButton
              label={t('again')}
              icon={<IconRefresh size={18} aria-hidden />}
              start={() => api.insights.refresh({ body: {} })}
              onDone={() => void refresh('at-risk')}
            />
            <Section title={t('list')} text={t('listText')}>
              <NativeSelect
                label={t('level')}
                maw={260}
                value={level ?? ''}
                onChange={({ currentTarget }) => set({ level: currentTarget.value || null }, 'replace')}
                data={[
                  { value: '', label: t('all') },
                  ...levels.map((value) => ({ value, label: t(`levels.${value}`) })),
                ]}
              />
              {people.length === 0 ? (
                <Empty title={t('emptyTitle')} text={t(level ? 'emptyLevel' : 'emptyText')} />
              ) : (
                <SimpleGrid component="ul" aria-label={t('list')} cols={{ base: 1, lg: 2 }} p={0} m={0}>
                  {people.map((person) => (
                    <li key={person.userId} style={{ listStyle: 'none' }}>
                      <PersonCard person={person} summary={summary} />
                    </li>
                  ))}
                </SimpleGrid>
              )}
              <MoreButton query={query} />
            </Section>
          </Stack>
        );
      }}
    </QueryView>
  );
}

function Overall({ summary }: { summary: Summary }) {
  const t = useTranslations('analytics.risk');
  const format = useFigureFormat();
  const { people, computedAt, mode, provenance, past, formula } = summary;
  const known = computedAt !== null;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <FigureCard
          order={2}
          name={t('spokenOf')}
          value={known ? format.number(people) : null}
          definition={t('spokenOfText')}
        />
        {(['high', 'medium', 'low'] as const).map((key) => (
          <FigureCard
            key={key}
            order={2}
            name={t(`count.${key}`)}
            value={known ? format.number(summary[key]) : null}
            definition={formula}
          />
        ))}
      </SimpleGrid>
      <Group gap="sm">
        {mode && (
          <ScoreMode mode={mode} {...(provenance ? { provenance } : {})} {...(past ? { past } : {})} />
        )}
        <Text size="sm" c="dimmed">
          {computedAt === null ? t('neverComputed') : t('computedAt', { at: format.dateTime(computedAt) })}
        </Text>
      </Group>
    </Stack>
  );
}

function PersonCard({ person, summary }: { person: Person; summary: Summary }) {
  const t = useTranslations('analytics.risk');
  const format = useFigureFormat();
  const { userId, name, level, mode, score, probability, interval, reasons, nextStep } = person;
  const { lastActiveDay, engagement, provenance, contested, fictional } = person;
  return (
    <Card component="article" padding="md" h="100%">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" align="flex-start">
          <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/people/${userId}`} inherit>
              {name}
            </Anchor>
          </Title>
          <Group gap="xs">
            <Badge variant="dot" color={colours[level]} h={24}>
              {t(`levels.${level}`)}
            </Badge>
            <ScoreMode
              mode={mode}
              provenance={provenance}
              {...(interval ? { interval } : {})}
              {...(summary.past ? { past: summary.past } : {})}
            />
            {contested && (
              <Badge color="yellow" h={24}>
                {t('contested')}
              </Badge>
            )}
            {fictional && (
              <Badge color="grape" h={24} leftSection={<IconFlask size={14} aria-hidden />}>
                {t('fictional')}
              </Badge>
            )}
          </Group>
        </Group>
        <Text size="sm">
          {probability === null
            ? t('score', { score: format.figure('SCORE', score) })
            : t('chance', { chance: format.percent(probability) })}
          {' · '}
          {lastActiveDay === null
            ? t('neverActive')
            : t('lastActive', { date: format.time('DAY', lastActiveDay) })}
          {' · '}
          {t('engagement', { score: format.figure('SCORE', engagement) })}
        </Text>
        {reasons.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('reasons')}
            </Text>
            <List size="sm">
              {reasons.map(({ key, text }) => (
                <List.Item key={key}>{text}</List.Item>
              ))}
            </List>
          </div>
        )}
        {nextStep && (
          <div>
            <Text size="sm" fw={600}>
              {t('nextStep')}
            </Text>
            <Text size="sm">{nextStep.title}</Text>
            <Text size="sm" c="dimmed">
              {nextStep.reason}
            </Text>
          </div>
        )}
        <Group gap="xs">
          <Button
            component={Link}
            size="xs"
            variant="default"
            href={`/people/${userId}`}
            aria-label={t('openNamed', { name })}
          >
            {t('open')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
