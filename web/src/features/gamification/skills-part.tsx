'use client';

import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { withQuery } from '../../lib/next-path';
import { skillGapsQuery } from './queries';
import type { SkillGaps } from './types';

export function SkillsPart() {
  const t = useTranslations('gamification.skills');
  const query = useQuery(skillGapsQuery());
  return (
    <QueryView query={query} lines={4}>
      {({ gaps, skills }) => (
        <Stack gap="lg">
          <Section title={t('gaps')} text={t('gapsText')}>
            {gaps.length === 0 ? <Text size="sm">{t('noGaps')}</Text> : <Gaps gaps={gaps} />}
          </Section>
          <Section title={t('own')} text={t('ownText')}>
            {skills.length === 0 ? <Text size="sm">{t('none')}</Text> : <Own skills={skills} />}
            <Button
              component={Link}
              href="/settings/profile"
              variant="default"
              style={{ alignSelf: 'start' }}
            >
              {t('add')}
            </Button>
          </Section>
        </Stack>
      )}
    </QueryView>
  );
}

function Gaps({ gaps }: { gaps: SkillGaps['gaps'] }) {
  const t = useTranslations('gamification.skills');
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('gaps')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('skill')}</Table.Th>
            <Table.Th ta="end">{t('priority')}</Table.Th>
            <Table.Th ta="end">{t('demand')}</Table.Th>
            <Table.Th>{t('complexity')}</Table.Th>
            <Table.Th ta="end">{t('asked')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {gaps.map(({ name, priority, demand, complexity, openOpportunities }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="end">{priority}</Table.Td>
              <Table.Td ta="end">{demand}</Table.Td>
              <Table.Td>{complexity ?? t('unrated')}</Table.Td>
              <Table.Td ta="end">
                <Anchor
                  component={Link}
                  href={withQuery('/opportunities/all', { skill: name })}
                  aria-label={t('find', { skill: name, count: openOpportunities })}
                >
                  {openOpportunities}
                </Anchor>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Own({ skills }: { skills: SkillGaps['skills'] }) {
  const t = useTranslations('gamification.skills');
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('own')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('skill')}</Table.Th>
            <Table.Th ta="end">{t('value')}</Table.Th>
            <Table.Th ta="end">{t('level')}</Table.Th>
            <Table.Th ta="end">{t('demand')}</Table.Th>
            <Table.Th>{t('verified')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {skills.map(({ name, marketValue, level, demand, verified, sources, strongEndorsements }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="end">{marketValue}</Table.Td>
              <Table.Td ta="end">{level}</Table.Td>
              <Table.Td ta="end">{demand}</Table.Td>
              <Table.Td>
                {verified
                  ? sources.map((source) => t(`sources.${source}`)).join(', ')
                  : t('notYet', { count: Math.min(strongEndorsements, 3) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
