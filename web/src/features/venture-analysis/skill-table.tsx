'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import type { Team } from './types';

type Skill = Team['skills'][number];

const colours: Record<Skill['state'], string> = {
  COVERED: 'green',
  SINGLE: 'yellow',
  BELOW: 'orange',
  MISSING: 'red',
};
/** What is missing first. */
const order: readonly Skill['state'][] = ['MISSING', 'BELOW', 'SINGLE', 'COVERED'];

/** Wanted skills, and who of the team has them at which level. */
export function SkillTable({ skills }: { skills: readonly Skill[] }) {
  const t = useTranslations('standing.readiness.table');
  const format = useFormat();
  return (
    <PlainTable
      label={t('label')}
      minWidth={480}
      items={skills.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))}
      keyOf={({ name }) => name}
      columns={[
        { head: t('skill'), cell: ({ name }) => name },
        {
          head: t('state'),
          cell: ({ state }) => <Badge color={colours[state]}>{t(`states.${state}`)}</Badge>,
        },
        { head: t('wanted'), end: true, cell: ({ wantedLevel }) => format.number(wantedLevel) },
        {
          head: t('best'),
          end: true,
          cell: ({ bestLevel }) => (bestLevel === null ? t('nobody') : format.number(bestLevel)),
        },
        { head: t('holders'), end: true, cell: ({ holders }) => format.number(holders) },
      ]}
    />
  );
}
