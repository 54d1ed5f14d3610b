'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { hasCode } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { CommunityFrame } from '../community/community-frame';
import { DoneNote } from '../work-rhythm/done-note';
import { MeetingCard } from './meeting-card';
import { useDone } from './meetings-page';
import { meetingQuery, useFollowMeetings } from './queries';

/** `/meetings/<id>`: one meeting of a team, or a private one. */
export function MeetingPage({ id }: { id: string }) {
  const t = useTranslations('meetings.list');
  const member = useAccess().data?.held.includes(1) ?? false;
  const query = useQuery({ ...meetingQuery(id), enabled: member, retry: false });
  const { done, tell, close } = useDone();
  useFollowMeetings();
  return (
    <CommunityFrame title={query.data?.title ?? t('one')} crumbs={[{ label: t('title'), href: '/meetings' }]}>
      {done && <DoneNote done={done} onClose={close} />}
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT') ? (
        <Empty
          title={t('goneTitle')}
          text={t('goneText')}
          action={
            <Button component={Link} href="/meetings">
              {t('toList')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query} lines={1}>
          {(meeting) => <MeetingCard meeting={meeting} onDone={tell} />}
        </QueryView>
      )}
    </CommunityFrame>
  );
}
