'use client';

import { Anchor, Button, Group, NativeSelect, Skeleton, Stack, Table, Text } from '@mantine/core';
import { legalWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { DocumentBadge } from './document-status';
import type { DocumentState } from './types';

interface DocumentListProps {
  /** Only those of this venture. */
  readonly ventureId?: string;
}

/** Every document the person is a party to, newest first. */
export function DocumentList({ ventureId }: DocumentListProps) {
  const t = useTranslations('documents');
  const format = useFormat();
  const [state, setState] = useState<DocumentState | ''>('');
  const documents = useInfiniteQuery({
    queryKey: ['documents', 'list', state, ventureId ?? null],
    queryFn: ({ pageParam }) =>
      api.legal.documents({
        query: {
          shared: 'false',
          cursor: pageParam,
          ...(state ? { state } : {}),
          ...(ventureId ? { ventureId } : {}),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = documents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <NativeSelect
        label={t('list.state')}
        value={state}
        w={{ base: '100%', xs: 260 }}
        onChange={(event) => setState(event.currentTarget.value as DocumentState | '')}
        data={[
          { value: '', label: t('list.all') },
          ...legalWire.documentState.options.map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
      />
      {documents.isLoadingError ? (
        <ProblemAlert error={documents.error} onRetry={() => void documents.refetch()} />
      ) : documents.isPending ? (
        <Skeleton height={240} aria-hidden />
      ) : items.length === 0 ? (
        <Empty
          title={t('list.emptyTitle')}
          text={t(state ? 'list.emptyState' : ventureId ? 'list.emptyVenture' : 'list.emptyText')}
        />
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table captionSide="top">
            <Table.Caption>{t('list.caption')}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('list.name')}</Table.Th>
                <Table.Th scope="col">{t('list.state')}</Table.Th>
                <Table.Th scope="col">{t('list.created')}</Table.Th>
                <Table.Th scope="col">{t('list.until')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((document) => (
                <Table.Tr key={document.id}>
                  <Table.Td>
                    <Anchor component={Link} href={`/documents/${document.id}`}>
                      {document.name}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      {t('papers.version', { code: document.code, version: document.version })}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <DocumentBadge state={document.state} />
                  </Table.Td>
                  <Table.Td>{format.date(document.createdAt)}</Table.Td>
                  <Table.Td>{document.validUntil ? format.date(document.validUntil) : '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {documents.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={documents.isFetchingNextPage}
            onClick={() => void documents.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
