'use client';

import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { DistributionHistory } from './distribution-history';
import { DistributionLines } from './distribution-lines';
import { DistributionSteps } from './distribution-steps';
import { DistributionSummary } from './distribution-summary';
import { MoneyFrame, moneyHref } from './money-frame';
import { OwnStatement } from './own-statement';
import { distributionQuery, useRefreshMoney } from './queries';
import type { Standing } from './types';

interface DistributionPageProps {
  readonly ventureId: string;
  readonly distributionId: string;
}

/** `/ventures/[id]/money/distributions/[distributionId]`: who gets what, why, and how far the payments are. */
export function DistributionPage({ ventureId, distributionId }: DistributionPageProps) {
  const t = useTranslations('money.distribution');
  return (
    <MoneyFrame
      ventureId={ventureId}
      title={t('title')}
      lead={t('lead')}
      crumbs={[{ label: t('revenue'), href: moneyHref(ventureId, '/revenue?part=distributions') }]}
    >
      {(standing) =>
        standing.seesAll ? (
          <Whole standing={standing} distributionId={distributionId} />
        ) : (
          <OwnStatement distributionId={distributionId} />
        )
      }
    </MoneyFrame>
  );
}

function Whole({ standing, distributionId }: { standing: Standing; distributionId: string }) {
  const t = useTranslations('money.distribution');
  const ventureId = standing.venture.id;
  const { userId } = useSession();
  const refresh = useRefreshMoney(ventureId);
  const query = useQuery({ ...distributionQuery(ventureId, distributionId), retry: false });
  // An address may name a distribution of another venture, which the reader may also see.
  const elsewhere = query.data !== undefined && query.data.ventureId !== ventureId;
  if (elsewhere || hasCode(query.error, 'NOT_FOUND', 'MALFORMED'))
    return (
      <Empty
        title={t('missingTitle')}
        text={t('missingText')}
        action={
          <Button
            component={Link}
            href={moneyHref(ventureId, '/revenue?part=distributions')}
            variant="default"
          >
            {t('toAll')}
          </Button>
        }
      />
    );
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <Stack aria-hidden>
        <Skeleton height={160} />
        <Skeleton height={320} />
      </Stack>
    );
  const distribution = query.data;
  const recipient = distribution.lines.some((line) => line.userId === userId);
  return (
    <>
      <DistributionSummary distribution={distribution} />
      <DistributionSteps distribution={distribution} onDone={refresh} />
      {distribution.lines.length > 0 && <DistributionLines distribution={distribution} onDone={refresh} />}
      {recipient && <OwnStatement distributionId={distributionId} part />}
      <DistributionHistory distribution={distribution} />
    </>
  );
}
