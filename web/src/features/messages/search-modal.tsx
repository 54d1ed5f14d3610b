'use client';

import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { withQuery } from '../../lib/next-path';
import { found, useToldSearch } from '../../lib/telling';
import { PlainList } from '../documents/plain-list';

const shortest = 2;

/** Finds messages by the beginnings of their words, in every channel one may read. */
export function SearchModal({ root, onClose }: { root: string; onClose: () => void }) {
  const t = useTranslations('messages.search');
  const format = useFormat();
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words.trim(), 300);
  const query = useInfiniteQuery({
    queryKey: ['channels', 'search', q],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.channels.search(
        { query: { q, limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    enabled: q.length >= shortest,
  });
  useToldSearch('messages', q.length >= shortest ? q : '', found(query.data));
  return (
    <OpenModal title={t('title')} onClose={onClose} size="lg">
      <Stack>
        <TextInput
          type="search"
          label={t('words')}
          description={t('hint')}
          value={words}
          maxLength={100}
          data-autofocus
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {q.length >= shortest && (
          <QueryView query={query}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              return (
                <Stack gap="sm">
                  <Text size="sm" c="dimmed" role="status">
                    {t('count', { count: items.length, more: query.hasNextPage ? 'yes' : 'no' })}
                  </Text>
                  <PlainList label={t('title')}>
                    {items.map((one) => (
                      <li key={one.id}>
                        <Anchor
                          component={Link}
                          href={withQuery(`${root}/${one.channelId}`, {
                            thread: one.parentId,
                            message: one.id,
                          })}
                          size="sm"
                          fw={600}
                          onClick={onClose}
                        >
                          {t('where', { name: one.author.name, channel: one.channelName })}
                        </Anchor>
                        <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                          {one.body}
                        </Text>
                        <Text size="xs" c="dimmed">
                          {format.dateTime(one.createdAt)}
                        </Text>
                      </li>
                    ))}
                  </PlainList>
                  <MoreButton query={query} />
                </Stack>
              );
            }}
          </QueryView>
        )}
      </Stack>
    </OpenModal>
  );
}
