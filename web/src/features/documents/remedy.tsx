'use client';

import { Stack, Text } from '@mantine/core';
import type { agreementsWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';

export type Remedy = NonNullable<z.infer<typeof agreementsWire.agreement>['remedy']>;

/** What a confirmed breach asks for: who does what, until when, and what comes after; once decided, how it ended. */
export function RemedyPlan({ remedy }: { remedy: Remedy }) {
  const t = useTranslations('documents.remedy');
  const format = useFormat();
  const open = remedy.state === 'REMEDIATION';
  const over = remedy.deadline !== null && Date.parse(remedy.deadline) <= Date.now();
  const rows = [
    { name: t('plan'), text: remedy.plan },
    { name: t('people'), text: new Intl.ListFormat(format.locale).format(remedy.people) },
    {
      name: t('deadline'),
      text: remedy.deadline && `${format.dateTime(remedy.deadline)}${open && over ? ` (${t('over')})` : ''}`,
    },
    { name: t('reason'), text: remedy.reason },
  ];
  return (
    <Section title={t(`${remedy.state}.title`)} text={t(`${remedy.state}.text`)}>
      <Stack component="dl" gap="sm" m={0}>
        {rows.map(
          ({ name, text }) =>
            text && (
              <div key={name}>
                <Text component="dt" size="sm" c="dimmed">
                  {name}
                </Text>
                <Text component="dd" m={0} maw="68ch" style={{ whiteSpace: 'pre-line' }}>
                  {text}
                </Text>
              </div>
            ),
        )}
      </Stack>
    </Section>
  );
}
