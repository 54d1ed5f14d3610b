'use client';

import { Box, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { challengeQuery } from './queries';
import type { Challenge } from './types';

/** The four parts of today, the streak, and five weeks as squares and in words. */
export function ChallengeSection() {
  const t = useTranslations('gamification.challenge');
  const query = useQuery(challengeQuery());
  return (
    <QueryView query={query} lines={3}>
      {(challenge) => (
        <Section title={t('title')} text={t('text', { zone: challenge.timeZone })}>
          <Today challenge={challenge} />
          <Streak challenge={challenge} />
          <Calendar days={challenge.calendar} />
        </Section>
      )}
    </QueryView>
  );
}

function Today({ challenge: { parts, finished, endsAt } }: { challenge: Challenge }) {
  const t = useTranslations('gamification.challenge');
  const format = useFormat();
  return (
    <Stack gap="xs">
      <List listStyleType="none" spacing={6} aria-label={t('title')}>
        {parts.map(({ part, done }) => (
          <List.Item
            key={part}
            icon={
              <ThemeIcon color={done ? 'fir' : 'gray'} variant={done ? 'filled' : 'light'} size={24}>
                {done ? <IconCheck size={16} aria-hidden /> : <IconCircleDashed size={16} aria-hidden />}
              </ThemeIcon>
            }
          >
            {t(`parts.${part}`)} – {done ? t('done') : t('open')}
          </List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {finished ? t('finished') : t('ends', { when: format.relative(endsAt) })}
      </Text>
    </Stack>
  );
}

function Streak({ challenge: { streak } }: { challenge: Challenge }) {
  const t = useTranslations('gamification.challenge');
  return (
    <Text>
      <Text span fw={600}>
        {t('streakNow', { count: streak.current })}
      </Text>{' '}
      {streak.current > 0 && !streak.today && `${t('streakToday')} `}
      {t('streakLongest', { count: streak.longest })}
    </Text>
  );
}

const shades = ['var(--mantine-color-default-border)', 'fir.2', 'fir.4', 'fir.5', 'fir.8'] as const;

/** Days of a calendar have no zone: they are written as they are. */
function useDay(): (day: string) => string {
  const { locale } = useFormat();
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

function Calendar({ days }: { days: Challenge['calendar'] }) {
  const t = useTranslations('gamification.challenge');
  const name = useDay();
  const finished = days.filter((day) => day.finished);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('calendar')}
      </Title>
      <Group gap={4} maw={260} aria-hidden>
        {days.map(({ day, parts }) => (
          <Box
            key={day}
            w={30}
            h={30}
            bg={shades[parts.length] ?? shades[0]}
            style={{ borderRadius: 4 }}
            title={t(parts.length === 4 ? 'dayAll' : parts.length > 0 ? 'daySome' : 'dayNone', {
              day: name(day),
              count: parts.length,
            })}
          />
        ))}
      </Group>
      <Text size="sm">
        {t('calendarText', {
          finished: finished.length,
          days: finished.map(({ day }) => name(day)).join(', '),
        })}
      </Text>
    </Stack>
  );
}
