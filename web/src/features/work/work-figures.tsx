'use client';

import { Card, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import type { Overview } from './types';
import { useWorkFormat } from './use-work-format';

/** The figures of the workspace, each with what it means. */
export function WorkFigures({ overview }: { overview: Overview }) {
  const t = useTranslations('work.figures');
  const format = useWorkFormat();
  const { tasks, checkIns, onTime, velocity, risks } = overview;
  const orNone = (value: number | null, write: (value: number) => string) =>
    value === null ? null : write(value);
  const open = tasks.TODO + tasks.IN_PROGRESS + tasks.REVIEW;
  const figures: readonly (readonly [Figure, string | null])[] = [
    ['open', format.number(open)],
    ['done', format.number(tasks.DONE)],
    ['velocity', orNone(velocity, format.number)],
    ['onTime', orNone(onTime.rateBps, format.rate)],
    ['checkIns', orNone(checkIns.rateBps, format.rate)],
    ['mood', orNone(checkIns.mood, (mood) => t('moodOf', { mood: format.number(mood) }))],
    ['blockers', orNone(checkIns.blockerHours, format.hoursOf)],
    ['exposure', format.number(risks.exposure)],
  ];
  return (
    <Section title={t('title')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" component="ul" p={0} m={0}>
        {figures.map(([key, value]) => (
          <Card key={key} component="li" p="sm" style={{ listStyle: 'none' }}>
            <Stack gap={4}>
              <Text size="sm" fw={600}>
                {t(`${key}.label`)}
              </Text>
              {value === null ? (
                <Text fw={600} c="dimmed">
                  {t('unknown')}
                </Text>
              ) : (
                <Text fz="1.6rem" fw={600} lh={1.1}>
                  {value}
                </Text>
              )}
              <Text size="xs" c="dimmed">
                {key === 'onTime'
                  ? t('onTime.text', { done: onTime.done, due: onTime.due })
                  : key === 'open'
                    ? t('open.text', { begun: tasks.IN_PROGRESS, review: tasks.REVIEW, late: tasks.late })
                    : t(`${key}.text`)}
              </Text>
            </Stack>
          </Card>
        ))}
      </SimpleGrid>
    </Section>
  );
}

type Figure = 'open' | 'done' | 'velocity' | 'onTime' | 'checkIns' | 'mood' | 'blockers' | 'exposure';
