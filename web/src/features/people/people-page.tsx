'use client';

import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { usersWire } from '@smartstart/contract';
import { IconMapPin, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { output } from 'zod';
import { Empty, Page } from '../../components/page';
import { PersonPhoto } from '../../components/person-photo';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { hasCode, signPackPath } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { found, useToldSearch } from '../../lib/telling';

export type Profile = output<typeof usersWire.profile>;
const skillsOnCard = 4;

/** Finds members by name, headline or skill. */
export function PeoplePage() {
  const t = useTranslations('people');
  const access = useAccess();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={access}>{({ held }) => (held.includes(1) ? <Finder /> : <MembersOnly />)}</QueryView>
    </Page>
  );
}

/** Profiles are open to members; this says so before the server has to. */
export function MembersOnly() {
  const t = useTranslations('people');
  const pathname = usePathname();
  return (
    <Empty
      title={t('membersTitle')}
      text={t('membersText')}
      action={
        <Button component={Link} href={signPackPath('BECOME_MEMBER', pathname)}>
          {t('membersSign')}
        </Button>
      }
    />
  );
}

function Finder() {
  const t = useTranslations('people');
  const [words, setWords] = useState('');
  const [skillWords, setSkillWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 350);
  const [skill] = useDebouncedValue(skillWords.trim(), 350);
  const query = useInfiniteQuery({
    queryKey: ['people', q, skill],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.users.search(
        {
          query: {
            limit: 24,
            ...(q ? { q } : {}),
            ...(skill ? { skill } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  useToldSearch('people', `${q} ${skill}`.trim(), found(query.data));
  if (hasCode(query.error, 'FORBIDDEN')) return <MembersOnly />;
  const filtered = q !== '' || skill !== '';
  return (
    <>
      <Group component="search" align="flex-end">
        <TextInput
          label={t('search')}
          placeholder={t('searchHint')}
          type="search"
          maxLength={100}
          value={words}
          flex="2 1 16rem"
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <TextInput
          label={t('skill')}
          placeholder={t('skillHint')}
          type="search"
          maxLength={60}
          value={skillWords}
          flex="1 1 12rem"
          onChange={(event) => setSkillWords(event.currentTarget.value)}
        />
      </Group>
      <QueryView query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return filtered ? (
              <Empty
                title={t('noMatchTitle')}
                text={t('noMatchText')}
                action={
                  <Button
                    onClick={() => {
                      setWords('');
                      setSkillWords('');
                    }}
                  >
                    {t('showAll')}
                  </Button>
                }
              />
            ) : (
              <Empty
                title={t('emptyTitle')}
                text={t('emptyText')}
                action={
                  <Button component={Link} href="/settings/profile">
                    {t('completeProfile')}
                  </Button>
                }
              />
            );
          }
          return (
            <Stack gap="lg">
              <Text size="sm" c="dimmed" role="status">
                {t('count', { count: items.length, more: query.hasNextPage ? 'yes' : 'no' })}
              </Text>
              <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
                {items.map((person) => (
                  <PersonCard key={person.id} person={person} />
                ))}
              </SimpleGrid>
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </QueryView>
    </>
  );
}

function PersonCard({ person }: { person: Profile }) {
  return (
    <Card component="article" h="100%">
      <Stack gap="sm">
        <Group wrap="nowrap" align="flex-start">
          <PersonPhoto name={person.name} fileId={person.photoFileId} size={48} />
          <Stack gap={2}>
            <Title order={2} size="h4">
              <Anchor component={Link} href={`/people/${person.id}`} inherit c="inherit">
                {person.name}
              </Anchor>
            </Title>
            {person.headline && (
              <Text size="sm" lineClamp={2}>
                {person.headline}
              </Text>
            )}
          </Stack>
        </Group>
        {person.location && (
          <Group gap={6} c="dimmed" wrap="nowrap">
            <IconMapPin size={16} aria-hidden />
            <Text size="sm">{person.location}</Text>
          </Group>
        )}
        {person.skills.length > 0 && (
          <Group gap={6}>
            {person.skills.slice(0, skillsOnCard).map((skill) => (
              <Badge key={skill.id}>{skill.name}</Badge>
            ))}
            {person.skills.length > skillsOnCard && (
              <Text size="sm" c="dimmed">
                +{person.skills.length - skillsOnCard}
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
