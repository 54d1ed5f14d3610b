'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { hasCode } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { CommunityFrame } from './community-frame';
import { IdeaCard } from './idea-card';
import { ideaQuery } from './queries';

/** `/community/ideas/<id>`: one idea, whole. */
export function IdeaPage({ id }: { id: string }) {
  const t = useTranslations('community.ideas');
  const router = useRouter();
  const member = useAccess().data?.held.includes(1) ?? false;
  const query = useQuery({ ...ideaQuery(id), enabled: member, retry: false });
  return (
    <CommunityFrame
      title={query.data?.title ?? t('one')}
      crumbs={[{ label: t('title'), href: '/community/ideas' }]}
    >
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT') ? (
        <Empty
          title={t('goneTitle')}
          text={t('goneText')}
          action={
            <Button component={Link} href="/community/ideas">
              {t('toList')}
            </Button>
          }
        />
      ) : (
        <QueryView query={query} lines={1}>
          {(idea) => <IdeaCard idea={idea} whole onRemoved={() => router.replace('/community/ideas')} />}
        </QueryView>
      )}
    </CommunityFrame>
  );
}
