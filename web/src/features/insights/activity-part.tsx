'use client';

import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import type { Profile } from './types';

/** When the person is here, what they use, and how their skills have grown. */
export function ActivityPart({ profile }: { profile: Profile }) {
  const t = useTranslations('insights.activity');
  const format = useFormat();
  const { activity, breadth } = profile;
  const shortDay = new Intl.DateTimeFormat(format.locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const dayText = (day: string) => shortDay.format(new Date(`${day}T00:00:00Z`));
  const series = [{ key: 'events', label: t('events') }];
  const busiest = activity.hours.reduce((best, one) => (one.events > best.events ? one : best));
  return (
    <Stack gap="lg">
      <Section title={t('daysTitle')} text={t('daysText')}>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <Figure name={t('active30')} value={format.number(activity.activeDays30)} />
          <Figure name={t('active90')} value={format.number(activity.activeDays90)} />
          <Figure name={t('streak')} value={t('days', { count: activity.streak.current })} />
          <Figure name={t('longest')} value={t('days', { count: activity.streak.longest })} />
        </SimpleGrid>
        <SeriesChart
          label={t('daysTitle')}
          summary={t('daysSummary', { active: activity.activeDays90 })}
          kind="bar"
          head={t('day')}
          newestFirst
          series={series}
          points={activity.days.map(({ day, events }) => ({
            key: day,
            label: dayText(day),
            values: { events },
          }))}
        />
      </Section>
      <Section title={t('hoursTitle')} text={t('hoursText', { zone: activity.timeZone })}>
        <SeriesChart
          label={t('hoursTitle')}
          summary={busiest.events > 0 ? t('hoursSummary', { hour: clock(busiest.hour) }) : t('hoursNone')}
          kind="bar"
          head={t('hour')}
          series={series}
          points={activity.hours.map(({ hour, events }) => ({
            key: String(hour),
            label: clock(hour),
            values: { events },
          }))}
        />
      </Section>
      <Section title={t('featuresTitle')} text={t('featuresText', { count: breadth.used30 })}>
        {breadth.features.length === 0 ? (
          <Text size="sm">{t('featuresNone')}</Text>
        ) : (
          <PlainTable
            label={t('featuresTitle')}
            items={breadth.features}
            keyOf={({ feature }) => feature}
            minWidth={320}
            maxHeight={360}
            columns={[
              { head: t('feature'), cell: ({ feature }) => feature },
              { head: t('uses'), end: true, cell: ({ uses }) => format.number(uses) },
              { head: t('last'), end: true, cell: ({ lastUsed }) => dayText(lastUsed) },
            ]}
          />
        )}
      </Section>
      <Skills skills={profile.skills} />
    </Stack>
  );
}

function Skills({ skills }: { skills: Profile['skills'] }) {
  const t = useTranslations('insights.activity');
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? t('noData') : format.number(value));
  return (
    <Section title={t('skillsTitle')} text={t('skillsText')}>
      <PlainTable
        label={t('skillsTitle')}
        items={[
          { name: t('skillsHeld'), now: skills.held, before: skills.heldBefore },
          { name: t('skillsVerified'), now: skills.verified, before: skills.verifiedBefore },
          { name: t('skillsLevels'), now: skills.levelSum, before: skills.levelSumBefore },
        ]}
        keyOf={({ name }) => name}
        minWidth={300}
        columns={[
          { head: t('what'), cell: ({ name }) => name },
          { head: t('now'), end: true, cell: ({ now }) => figure(now) },
          { head: t('before'), end: true, cell: ({ before }) => figure(before) },
        ]}
      />
    </Section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz="1.25rem" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Text>
    </Stack>
  );
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
