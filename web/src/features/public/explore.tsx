'use client';

import { Badge, Button, Card, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { venturesWire } from '@smartstart/contract';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { PhaseBadge, VentureCard } from '../../components/venture-card';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { found, useToldSearch } from '../../lib/telling';
import { ExploreMenu } from './explore-menu';

const industries = venturesWire.industry.options;
type Industry = (typeof industries)[number];

/** Ventures whose owners made their card public. */
export function Explore() {
  const t = useTranslations('public.explore');
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 300);
  const [industry, setIndustry] = useState<Industry | null>(null);
  const query = useInfiniteQuery({
    queryKey: ['public', 'ventures', q, industry],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.ventures.publicList(
        {
          query: {
            limit: 24,
            ...(q ? { q } : {}),
            ...(industry ? { industry } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  useToldSearch('ventures.public', q, found(query.data));
  const filtered = q !== '' || industry !== null;
  const reset = () => {
    setWords('');
    setIndustry(null);
  };
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ExploreMenu />
      <Group component="search" align="flex-end" gap="md">
        <TextInput
          label={t('search')}
          placeholder={t('searchHint')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
          flex="1 1 16rem"
          type="search"
          maxLength={100}
        />
        <Select
          label={t('industry')}
          placeholder={t('anyIndustry')}
          data={industries}
          value={industry}
          clearable
          searchable
          onChange={(value) => setIndustry(value)}
          flex="0 1 16rem"
        />
      </Group>
      <QueryView query={query} lines={3}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return filtered ? (
              <Empty
                title={t('noMatchTitle')}
                text={t('noMatchText')}
                action={<Button onClick={reset}>{t('resetFilters')}</Button>}
              />
            ) : (
              <Empty
                title={t('emptyTitle')}
                text={t('emptyText')}
                action={
                  <Button component={Link} href="/register">
                    {t('start')}
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
              <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
                {items.map((venture) => (
                  <VentureCard key={venture.id} venture={venture} href={`/explore/${venture.slug}`} />
                ))}
              </SimpleGrid>
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </QueryView>
    </Page>
  );
}

export function ExploreVenture({ slug }: { slug: string }) {
  const t = useTranslations('public.explore');
  const format = useFormat();
  const { state } = useSession();
  const query = useQuery({
    queryKey: ['public', 'ventures', 'one', slug],
    queryFn: ({ signal }) => api.ventures.publicGet({ params: { slug } }, { signal }),
  });
  return (
    <Page
      title={query.data?.name ?? t('one')}
      crumbs={[{ label: t('title'), href: '/explore' }]}
      lead={query.data?.purpose}
      width="normal"
    >
      <QueryView query={query}>
        {(venture) => (
          <Stack gap="lg">
            <Group gap="xs">
              <Badge color="gray">{venture.industry}</Badge>
              {venture.phase && <PhaseBadge phase={venture.phase} />}
              {venture.tags.map((tag) => (
                <Badge key={tag} color="gray" variant="outline">
                  {tag}
                </Badge>
              ))}
            </Group>
            {venture.description && <Text className="prose">{venture.description}</Text>}
            <Text size="sm" c="dimmed">
              {t('byline', { owner: venture.ownerName, count: venture.memberCount })} ·{' '}
              {t('since', { date: format.date(venture.createdAt) })}
            </Text>
            <Card>
              <Stack gap="sm" align="flex-start">
                <Title order={2} size="h3">
                  {t('joinTitle')}
                </Title>
                <Text size="sm">{t('joinText')}</Text>
                {state === 'signed-in' ? (
                  <Button component={Link} href={`/ventures/${venture.id}`}>
                    {t('openInside')}
                  </Button>
                ) : (
                  <Button component={Link} href="/register">
                    {t('start')}
                  </Button>
                )}
              </Stack>
            </Card>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}
