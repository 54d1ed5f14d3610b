'use client';

import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { useFollow } from '../ventures/follow';
import { ventureQuery } from '../ventures/queries';
import type { Venture } from '../ventures/types';
import { VentureMenu } from '../ventures/venture-menu';
import { VentureMissing } from '../ventures/venture-missing';
import { ownershipQuery } from './queries';
import { StartForm } from './start-form';
import { TransferState } from './transfer-state';

/** `/ventures/[id]/transfer`: passing a venture on, for its owner and for the member it goes to. */
export function TransferPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('ownership');
  const { userId } = useSession();
  useFollow(userId && `user:${userId}`);
  const venture = useQuery({ ...ventureQuery(ventureId), retry: false });
  if (venture.isLoadingError || hasCode(venture.error, 'NOT_FOUND'))
    return <VentureMissing error={venture.error} onRetry={() => void venture.refetch()} />;
  const crumbs = [
    { label: t('ventures'), href: '/ventures' },
    { label: venture.data?.name ?? t('venture'), href: `/ventures/${ventureId}` },
  ];
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={crumbs}>
      {venture.data ? <Content venture={venture.data} /> : <Skeleton height={320} aria-hidden />}
    </Page>
  );
}

function Content({ venture }: { venture: Venture }) {
  const t = useTranslations('ownership');
  const ownership = useQuery({ ...ownershipQuery(venture.id), retry: false });
  const closed = (
    <Empty
      title={t('closedTitle')}
      text={t(venture.myRole === 'OWNER' ? 'closedOwner' : 'closedText')}
      action={
        <Button component={Link} href={`/ventures/${venture.id}`} variant="default">
          {t('toVenture')}
        </Button>
      }
    />
  );
  return (
    <Stack gap="lg">
      <VentureMenu venture={venture} room="overview" />
      {hasCode(ownership.error, 'NOT_FOUND') ? (
        closed
      ) : (
        <QueryView query={ownership}>
          {({ transfer, mayStart, successors }) => (
            <>
              {transfer && <TransferState transfer={transfer} />}
              {mayStart && <StartForm venture={venture} successors={successors} />}
              {!transfer && !mayStart && closed}
            </>
          )}
        </QueryView>
      )}
    </Stack>
  );
}
