'use client';

import { Badge, Button, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { LegalFrame } from './legal-frame';
import { reviewsQuery, type Review } from './queries';

const lists = ['OPEN', 'DECIDED'] as const;
type List = (typeof lists)[number];

/** `/admin/legal/reviews`: texts that wait for a decision, and those decided. */
export function ReviewsPage() {
  const t = useTranslations('legalAdmin.reviews');
  const [list, setList] = useState<List>('OPEN');
  return (
    <LegalFrame title={t('title')} lead={t('lead')}>
      <Stack gap="md">
        <Group>
          <SegmentedControl
            aria-label={t('which')}
            value={list}
            onChange={(value) => setList(value as List)}
            data={lists.map((value) => ({ value, label: t(value) }))}
          />
        </Group>
        <ReviewList key={list} list={list} />
      </Stack>
    </LegalFrame>
  );
}

function ReviewList({ list }: { list: List }) {
  const t = useTranslations('legalAdmin.reviews');
  const query = useInfiniteQuery(reviewsQuery(list));
  return (
    <PagedList
      query={query}
      label={t(list)}
      empty={
        list === 'OPEN'
          ? { title: t('emptyOpenTitle'), text: t('emptyOpenText') }
          : { title: t('emptyDecidedTitle'), text: t('emptyDecidedText') }
      }
    >
      {(review) => <ReviewRow review={review} />}
    </PagedList>
  );
}

function ReviewRow({ review }: { review: Review }) {
  const t = useTranslations('legalAdmin.reviews');
  const format = useFormat();
  const { id, title, creatorName, requestedAt, round, appeal, note, state, reason, decidedAt } = review;
  const open = state === 'OPEN';
  return (
    <Card component="article" padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem" miw={0}>
          <Group gap="xs">
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {appeal && (
              <Badge variant="dot" color="orange" miw="max-content">
                {t('appeal')}
              </Badge>
            )}
          </Group>
          <Text size="sm">
            {t('by', { name: creatorName, date: format.dateTime(requestedAt) })}
            {round > 1 ? ` · ${t('round', { round })}` : ''}
          </Text>
          {note && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('note', { note })}
            </Text>
          )}
          {decidedAt && (
            <Text size="sm" fw={600}>
              {t('decidedAt', { state: t(`state.${state}`), date: format.dateTime(decidedAt) })}
            </Text>
          )}
          {reason && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {reason}
            </Text>
          )}
        </Stack>
        <Button
          component={Link}
          href={`/admin/legal/reviews/${id}`}
          variant={open ? 'filled' : 'default'}
          aria-label={t(open ? 'openNamed' : 'viewNamed', { title })}
        >
          {t(open ? 'open' : 'view')}
        </Button>
      </Group>
    </Card>
  );
}
