'use client';

import { Anchor, Badge, Card, Group, List, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../../components/page';
import { MoreButton, QueryView } from '../../../components/query-view';
import { IntervalText, PastRecordText, ScoreMode } from '../../../components/score-mode';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { PlainList } from '../../documents/plain-list';

type Seat = Awaited<ReturnType<typeof api.insights.seatsAtRisk>>['items'][number];

/** Paid seats that may end; where no version serves, why nothing is shown. */
export function SeatsPart() {
  const t = useTranslations('insights.admin.seats');
  const format = useFormat();
  const query = useInfiniteQuery({
    queryKey: ['insights', 'seats'],
    queryFn: ({ pageParam, signal }) =>
      api.insights.seatsAtRisk({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={3}>
        {({ pages }) => {
          const { why, seats, computedAt, past } = pages[0]!;
          const items = pages.flatMap((page) => page.items);
          if (why) return <Text size="sm">{why}</Text>;
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <Stack gap="md">
              <Text size="sm">
                {t('sum', { count: seats, at: computedAt === null ? '–' : format.dateTime(computedAt) })}
              </Text>
              {past && <PastRecordText past={past} />}
              <PlainList label={t('title')}>
                {items.map((seat) => (
                  <li key={seat.userId}>
                    <OneSeat seat={seat} />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={query} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function OneSeat({ seat }: { seat: Seat }) {
  const t = useTranslations('insights.admin.seats');
  const format = useFormat();
  const { userId, name, probability, interval, reasons, provenance, contested, fictional } = seat;
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Card component="article" padding="md">
      <Stack gap="xs">
        <Group gap="sm">
          <Anchor component={Link} href={`/people/${userId}`} fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Anchor>
          <Text style={{ fontVariantNumeric: 'tabular-nums' }}>{percent.format(probability)}</Text>
          <ScoreMode mode="LEARNT" provenance={provenance} interval={interval} />
          {contested && <Badge color="yellow">{t('contested')}</Badge>}
          {fictional && <Badge color="grape">{t('fictional')}</Badge>}
        </Group>
        {interval && <IntervalText interval={interval} />}
        <List size="sm" aria-label={t('reasons')}>
          {reasons.map(({ key, text }) => (
            <List.Item key={key}>{text}</List.Item>
          ))}
        </List>
      </Stack>
    </Card>
  );
}
