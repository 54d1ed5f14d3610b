'use client';

import { Button, List, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import type { Venture } from '../ventures/types';
import type { Overview } from './types';
import { workHref } from './work-frame';

/** Nothing was planned or begun here yet. */
export function isUntouched({ tasks, sprints, activeSprint, launch, risks, checkIns }: Overview): boolean {
  const { TODO, IN_PROGRESS, REVIEW, DONE } = tasks;
  return (
    TODO + IN_PROGRESS + REVIEW + DONE === 0 &&
    sprints.length === 0 &&
    activeSprint === null &&
    launch === null &&
    risks.exposure === 0 &&
    !checkIns.rateBps
  );
}

/** Where to begin, by what the reader may do. */
export function FirstSteps({ venture, overview }: { venture: Venture; overview: Overview }) {
  const t = useTranslations('work.first');
  const may = (right: Overview['rights'][number]) => overview.rights.includes(right);
  const to = (path: string) => workHref(venture.id, path);
  const steps = [
    ...(may('plan')
      ? ([
          ['tasks', to('/board?new=1')],
          ['sprint', to('/sprints')],
        ] as const)
      : []),
    ...(may('lead-launch') ? ([['launch', to('/launch')]] as const) : []),
    ...(may('work')
      ? ([
          ['checkin', to('/checkins')],
          ['risk', to('/risks')],
        ] as const)
      : []),
  ];
  if (venture.status !== 'ACTIVE' || steps.length === 0)
    return (
      <Section title={t('title')}>
        <Text>{t(venture.status === 'ACTIVE' ? 'reader' : 'notActive')}</Text>
      </Section>
    );
  return (
    <Section title={t('title')} text={t('text')}>
      <List type="ordered" spacing="lg" listStyleType="decimal">
        {steps.map(([key, href], index) => (
          <List.Item key={key}>
            <Stack gap={6} align="flex-start">
              <Text fw={600}>{t(`steps.${key}.title`)}</Text>
              <Text size="sm" maw="60ch">
                {t(`steps.${key}.text`)}
              </Text>
              <Button
                component={Link}
                href={href}
                size="compact-md"
                {...(index > 0 ? { variant: 'default' } : {})}
              >
                {t(`steps.${key}.action`)}
              </Button>
            </Stack>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
