'use client';

import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useId } from 'react';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { DocumentBadge } from './document-status';
import { sharedDocumentsQuery } from './queries';
import type { DocumentSummary } from './types';

/** What others let the person read until a day, though they take no part in it. */
export function SharedDocuments() {
  const t = useTranslations('documents.shared');
  const id = useId();
  const documents = useInfiniteQuery(sharedDocumentsQuery());
  return (
    <Stack component="section" gap="sm" aria-labelledby={id}>
      <Title order={2} size="h3" id={id}>
        {t('title')}
      </Title>
      <PagedList
        query={documents}
        label={t('title')}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      >
        {(document) => <SharedDocument document={document} />}
      </PagedList>
    </Stack>
  );
}

function SharedDocument({ document: { id, name, state, shared } }: { document: DocumentSummary }) {
  const t = useTranslations('documents.shared');
  const format = useFormat();
  return (
    <Card padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ flex: '1 1 16rem' }}>
          <Anchor component={Link} href={`/documents/${id}`} fw={600}>
            {name}
          </Anchor>
          {shared && (
            <Text size="sm">
              {t(shared.canComment ? 'comments' : 'reads', {
                name: shared.byName,
                date: format.dateTime(shared.until),
              })}
            </Text>
          )}
        </Stack>
        <DocumentBadge state={state} />
      </Group>
    </Card>
  );
}
