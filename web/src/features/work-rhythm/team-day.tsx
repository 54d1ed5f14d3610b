'use client';

import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { IconCircleCheck, IconClock, IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { overviewQuery } from '../work/queries';
import { Mood } from './mood';
import { latestCheckInsQuery } from './queries';
import type { CheckIn } from './types';
import { useDay } from './use-day';
import { useTeam } from './use-team';

/** Who has checked in today and how they are, on one look; and the mean mood once enough people stand behind it. */
export function TeamDay({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.checkins.team');
  const { today } = useDay();
  const { workers, loaded } = useTeam(ventureId);
  const latest = useQuery(latestCheckInsQuery(ventureId));
  return (
    <Section title={t('title')}>
      <MeanMood ventureId={ventureId} />
      <QueryView query={{ ...latest, data: loaded ? latest.data : undefined }} lines={2}>
        {(items) => (
          <Table.ScrollContainer minWidth={320}>
            <Table aria-label={t('title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('member')}</Table.Th>
                  <Table.Th scope="col">{t('state')}</Table.Th>
                  <Table.Th scope="col">{t('mood')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {workers.map(({ userId, name }) => (
                  <Row
                    key={userId}
                    name={name}
                    today={today}
                    checkIn={items.find(({ member }) => member.userId === userId) ?? null}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </QueryView>
    </Section>
  );
}

function Row({ name, today, checkIn }: { name: string; today: string; checkIn: CheckIn | null }) {
  const t = useTranslations('workRhythm.checkins.team');
  const { format } = useDay();
  // Further east it may be tomorrow already.
  const isIn = checkIn !== null && checkIn.day >= today;
  const blocked = isIn && checkIn.blockers !== '' && checkIn.clearedAt === null;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        {name}
      </Table.Th>
      <Table.Td>
        <Group gap="xs">
          <Badge
            color={isIn ? 'green' : 'gray'}
            miw="max-content"
            leftSection={
              isIn ? <IconCircleCheck size={14} aria-hidden /> : <IconClock size={14} aria-hidden />
            }
          >
            {t(isIn ? 'in' : 'notYet')}
          </Badge>
          {blocked && (
            <Badge color="red" miw="max-content" leftSection={<IconHandStop size={14} aria-hidden />}>
              {t('blocked')}
            </Badge>
          )}
          {!isIn && (
            <Text size="sm" c="dimmed">
              {checkIn ? t('last', { day: format(checkIn.day) }) : t('never')}
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" component="div">
          {isIn ? <Mood mood={checkIn.mood} /> : '–'}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** Of fourteen days, and of three people at least, so that nobody's own mood is read from it. */
function MeanMood({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.checkins.team');
  const { number } = useFormat();
  const overview = useQuery(overviewQuery(ventureId)).data;
  if (!overview) return null;
  const { mood, rateBps } = overview.checkIns;
  return (
    <Stack gap={4}>
      <Text size="sm" component="div">
        {mood === null ? (
          t('moodHidden')
        ) : (
          <>
            {t('moodMean', { mean: number(Math.round(mood * 10) / 10) })} <Mood mood={mood} />
          </>
        )}
      </Text>
      {rateBps !== null && <Text size="sm">{t('rate', { rate: number(Math.round(rateBps / 100)) })}</Text>}
    </Stack>
  );
}
