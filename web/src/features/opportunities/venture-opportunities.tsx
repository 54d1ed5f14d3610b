'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useAccess } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import type { Venture } from '../ventures/types';
import { PostingRow } from './postings-page';
import { postingsQuery } from './queries';

const posting: readonly string[] = ['OWNER', 'CO_OWNER', 'LEAD'];

/** What a venture looks for, on its overview, for those who decide about it. */
export function VentureOpportunities({ venture }: { venture: Venture }) {
  const leads = venture.myState === 'ACTIVE' && venture.myRole !== null && posting.includes(venture.myRole);
  if (!leads) return null;
  return <Posted venture={venture} />;
}

function Posted({ venture: { id } }: { venture: Venture }) {
  const t = useTranslations('opportunities.venture');
  const subscriber = useAccess().data?.held.includes(2) ?? false;
  const postings = useInfiniteQuery(postingsQuery('OPPORTUNITY', id));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={postings} lines={1}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Text size="sm">{t('none')}</Text>;
          return (
            <Stack gap="md">
              <PlainList label={t('title')} gap="md">
                {items.map((one) => (
                  <li key={one.id}>
                    <PostingRow posting={one} order={3} />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={postings} />
            </Stack>
          );
        }}
      </QueryView>
      {subscriber && (
        <Group>
          <Button
            component={Link}
            href={`/opportunities/new?venture=${id}`}
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('post')}
          </Button>
        </Group>
      )}
    </Section>
  );
}
