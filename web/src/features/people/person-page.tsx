'use client';

import {
  Anchor,
  Badge,
  Box,
  Button,
  Card,
  Group,
  Stack,
  Table,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { IconRosetteDiscountCheck, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { PersonPhoto } from '../../components/person-photo';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { withQuery } from '../../lib/next-path';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useAccess, useSession } from '../../lib/session';
import { PersonActs, PersonEndorsements } from '../community/person-network';
import { PersonAchievements } from '../gamification/person-section';
import { MembersOnly, type Profile } from './people-page';

/** A member's profile, as far as the person shows it. */
export function PersonPage({ id }: { id: string }) {
  const t = useTranslations('people');
  const { userId } = useSession();
  const access = useAccess();
  const member = access.data?.held.includes(1);
  const query = useQuery({
    queryKey: ['people', 'one', id],
    queryFn: ({ signal }) => api.users.get({ params: { userId: id } }, { signal }),
    enabled: member === true,
  });
  const action =
    userId === id ? (
      <Button component={Link} href="/settings/profile" variant="default">
        {t('edit')}
      </Button>
    ) : (
      query.data && (
        <Button
          component={Link}
          href={withQuery('/buz/send', { to: id })}
          variant="default"
          leftSection={<IconSend size={18} aria-hidden />}
        >
          {t('sendBuz')}
        </Button>
      )
    );
  return (
    <Page
      title={query.data?.name ?? t('one')}
      crumbs={[{ label: t('title'), href: '/people' }]}
      width="normal"
      actions={action}
    >
      {access.error ? (
        <ProblemAlert error={access.error} onRetry={() => void access.refetch()} />
      ) : member === false || hasCode(query.error, 'FORBIDDEN') ? (
        <MembersOnly />
      ) : hasCode(query.error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED') ? (
        <Empty
          title={t('goneTitle')}
          text={t('goneText')}
          action={
            <Button component={Link} href="/people">
              {t('toSearch')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query}>{(person) => <Details person={person} />}</QueryView>
      )}
    </Page>
  );
}

function Details({ person }: { person: Profile }) {
  const t = useTranslations('people');
  const format = useFormat();
  const facts = [
    person.location && t('facts.location', { location: person.location }),
    person.yearsOfExperience !== null && t('facts.years', { count: person.yearsOfExperience }),
    t('facts.since', { date: format.date(person.memberSince) }),
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return (
    <Stack gap="lg">
      <Card padding="xl">
        <Group gap="lg" align="flex-start">
          <PersonPhoto name={person.name} fileId={person.photoFileId} size={96} />
          <Stack gap="xs" flex="1 1 16rem">
            {person.headline && <Text size="lg">{person.headline}</Text>}
            <Text size="sm" c="dimmed">
              {facts.join(' · ')}
            </Text>
            {person.website && (
              <Anchor href={person.website} rel="noopener noreferrer nofollow" target="_blank" size="sm">
                {t('website', { host: new URL(person.website).host })}
              </Anchor>
            )}
          </Stack>
        </Group>
        <Box mt="lg">
          <PersonActs person={person} />
        </Box>
        {person.biography && (
          <Text mt="lg" className="prose">
            {person.biography}
          </Text>
        )}
        {person.interests.length > 0 && (
          <Stack gap="xs" mt="lg">
            <Title order={2} size="h4">
              {t('interests')}
            </Title>
            <Group gap={6}>
              {person.interests.map((interest) => (
                <Badge key={interest} color="gray">
                  {interest}
                </Badge>
              ))}
            </Group>
          </Stack>
        )}
      </Card>
      <Section title={t('skills')}>
        {person.skills.length === 0 ? <Text size="sm">{t('noSkills')}</Text> : <Skills person={person} />}
      </Section>
      <PersonEndorsements person={person} />
      <PersonAchievements userId={person.id} />
    </Stack>
  );
}

function Skills({ person }: { person: Profile }) {
  const t = useTranslations('people');
  return (
    <Table aria-label={t('skills')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('skill')}</Table.Th>
          <Table.Th>{t('level')}</Table.Th>
          <Table.Th>{t('years')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {person.skills.map((skill) => (
          <Table.Tr key={skill.id}>
            <Table.Td>
              <Group gap={6}>
                {skill.name}
                {skill.verified && (
                  <>
                    <IconRosetteDiscountCheck size={18} aria-hidden color="var(--mantine-color-anchor)" />
                    <VisuallyHidden>{t('verified')}</VisuallyHidden>
                  </>
                )}
              </Group>
            </Table.Td>
            <Table.Td>{t(`levels.${skill.level as 1 | 2 | 3 | 4 | 5}`)}</Table.Td>
            <Table.Td>{skill.years}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
