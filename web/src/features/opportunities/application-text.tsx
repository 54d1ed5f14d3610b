'use client';

import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMoneyFormat } from '../../lib/use-money-format';
import type { Application } from './types';
import { useOpportunityWords } from './words';

const parts = ['coverLetter', 'experience', 'availability', 'motivation'] as const;

/** What an application says, in the words of whoever wrote it. */
export function ApplicationText({ application }: { application: Application }) {
  const t = useTranslations('opportunities.text');
  const words = useOpportunityWords();
  const { money } = useMoneyFormat();
  const { skills, bid, ndaAcceptedAt } = application;
  return (
    <Stack gap="sm">
      {parts
        .filter((name) => application[name])
        .map((name) => (
          <Part key={name} title={t(name)}>
            <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} maw="72ch">
              {application[name]}
            </Text>
          </Part>
        ))}
      {skills.length > 0 && (
        <Part title={t('skills')}>
          <Group gap={6}>
            {skills.map((skill) => (
              <Badge key={skill.name}>{words.skill(skill)}</Badge>
            ))}
          </Group>
        </Part>
      )}
      {bid && (
        <Part title={t('bid')}>
          <Text size="sm">{money(bid.amountMinor, bid.currency)}</Text>
        </Part>
      )}
      {ndaAcceptedAt && (
        <Text size="sm" c="dimmed">
          {t('nda')}
        </Text>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} size="h4" mb={2}>
        {title}
      </Title>
      {children}
    </div>
  );
}
