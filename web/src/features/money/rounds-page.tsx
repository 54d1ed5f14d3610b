'use client';

import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconReportMoney } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { PlainList } from '../documents/plain-list';
import { equityHref } from '../equity/equity-frame';
import { InvestorsSection } from './investors-section';
import { MoneyFrame } from './money-frame';
import { allRoundsQuery, monthsQuery, roundsQuery } from './queries';
import { RoundCard } from './round-card';
import { RoundModal } from './round-modal';
import type { Round, Standing } from './types';

/** `/ventures/[id]/money/rounds`: funding rounds and those who may put money in. */
export function RoundsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.rounds');
  return (
    <MoneyFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="all">
      {(standing) => <Content standing={standing} />}
    </MoneyFrame>
  );
}

function Content({ standing }: { standing: Standing }) {
  const t = useTranslations('money.rounds');
  const ventureId = standing.venture.id;
  const rounds = useInfiniteQuery(roundsQuery(ventureId));
  const all = useQuery(allRoundsQuery(ventureId));
  const books = useInfiniteQuery(monthsQuery(ventureId)).data?.pages[0]?.currency ?? null;
  const [editing, setEditing] = useState<Round | 'new' | null>(null);
  const [roundId, setRoundId] = useState<string | null>(null);
  const investors = useRef<HTMLDivElement>(null);
  const plan = <Button onClick={() => setEditing('new')}>{t('plan')}</Button>;
  return (
    <>
      <QueryView query={rounds}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty
                icon={<IconReportMoney aria-hidden />}
                title={t('emptyTitle')}
                text={t(standing.acts ? 'emptyText' : 'emptyOthers')}
                action={standing.acts && plan}
              />
            );
          return (
            <Stack gap="md">
              {standing.acts && <Group>{plan}</Group>}
              <PlainList label={t('label')} gap="md">
                {items.map((round) => (
                  <li key={round.id}>
                    <RoundCard
                      round={round}
                      standing={standing}
                      onEdit={() => setEditing(round)}
                      onInvestors={() => {
                        setRoundId(round.id);
                        investors.current?.focus();
                        investors.current?.scrollIntoView({ block: 'start' });
                      }}
                    />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={rounds} />
            </Stack>
          );
        }}
      </QueryView>
      <div ref={investors} tabIndex={-1}>
        <InvestorsSection
          standing={standing}
          rounds={all.data ?? []}
          books={books}
          roundId={roundId}
          onRound={setRoundId}
        />
      </div>
      <Alert color="gray" title={t('sharesTitle')}>
        <Stack gap="xs">
          <Text size="sm">{t('sharesText')}</Text>
          <Group gap="md">
            <Anchor component={Link} href={equityHref(ventureId, '/scenarios')} size="sm" c="inherit">
              {t('toScenarios')}
            </Anchor>
            {standing.acts && (
              <Anchor component={Link} href={equityHref(ventureId, '/change')} size="sm" c="inherit">
                {t('toChange')}
              </Anchor>
            )}
          </Group>
        </Stack>
      </Alert>
      {editing && (
        <RoundModal
          ventureId={ventureId}
          books={books}
          round={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
