'use client';

import { Button, Stack, VisuallyHidden } from '@mantine/core';
import { gamificationWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { ProblemAlert } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { BoardSection } from './board-section';
import { useOptOut } from './opt-out';
import { boardsQuery, meQuery, useFollowGamification } from './queries';
import type { Board } from './types';

type Tab = 'overview' | Board;

/** `/leaderboards`: the first five of every board, the first ten of one, and the own place. */
export function LeaderboardsPage() {
  const t = useTranslations('gamification.boards');
  const achievements = useTranslations('gamification')('title');
  const access = useAccess();
  const member = access.data?.held.includes(1) ?? false;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      crumbs={[{ label: achievements, href: '/achievements' }]}
      actions={member && <Leave />}
    >
      <QueryView query={access}>{({ held }) => (held.includes(1) ? <Boards /> : <MembersOnly />)}</QueryView>
    </Page>
  );
}

function Leave() {
  const t = useTranslations('gamification.boards');
  const me = useQuery(meQuery()).data;
  const change = useOptOut();
  if (!me) return null;
  return (
    <Stack gap="xs">
      <Button variant="default" loading={change.isPending} onClick={() => change.mutate(!me.optedOut)}>
        {t(me.optedOut ? 'return' : 'leave')}
      </Button>
      <ProblemAlert error={change.error} />
    </Stack>
  );
}

function Boards() {
  const t = useTranslations('gamification.boards');
  const said = useFollowGamification();
  const [tab, setTab] = useState<Tab>('overview');
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <TabbedParts<Tab>
        label={t('tabs')}
        value={tab}
        onChange={setTab}
        parts={[
          { key: 'overview', title: t('overview'), content: <Shown board={null} onBoard={setTab} /> },
          ...gamificationWire.board.options.map((board) => ({
            key: board,
            title: t(`names.${board}`),
            content: <Shown board={board} onBoard={setTab} />,
          })),
        ]}
      />
    </>
  );
}

function Shown({ board, onBoard }: { board: Board | null; onBoard: (board: Board) => void }) {
  const query = useQuery(boardsQuery(board));
  return (
    <QueryView query={query} lines={6}>
      {({ boards }) => (
        <Stack gap="lg">
          {boards.map((view) => (
            <BoardSection key={view.board} view={view} {...(board ? {} : { onWhole: onBoard })} />
          ))}
        </Stack>
      )}
    </QueryView>
  );
}
