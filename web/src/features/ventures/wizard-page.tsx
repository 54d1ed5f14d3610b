'use client';

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Empty, Page } from '../../components/page';
import { ProblemAlert } from '../../lib/problem';
import { useAccess, useSession } from '../../lib/session';
import { steps, type Step } from './draft';
import { VentureMissing } from './venture-missing';
import { ventureQuery } from './queries';
import { may } from './types';
import { Wizard } from './wizard';

/** `/ventures/new`. Creating belongs to the seat or the trial; others are shown the way there. */
export function NewVenturePage() {
  const t = useTranslations('ventures.wizard');
  const { userId } = useSession();
  const access = useAccess();
  return (
    <Page title={t('titleNew')} crumbs={[{ label: t('crumb'), href: '/ventures' }]} lead={t('lead')}>
      {access.isLoadingError ? (
        <ProblemAlert error={access.error} onRetry={() => void access.refetch()} />
      ) : !access.data || !userId ? (
        <Skeleton height={420} aria-hidden />
      ) : !access.data.held.includes(2) ? (
        <Empty
          title={t('seatTitle')}
          text={t('seatText')}
          action={
            <Button component={Link} href="/onboarding?step=plan">
              {t('seatAction')}
            </Button>
          }
        />
      ) : (
        <Wizard start={null} userId={userId} firstStep="basics" />
      )}
    </Page>
  );
}

/** `/ventures/[id]/edit`: the same wizard on a venture that exists. */
export function EditVenturePage({ ventureId, step }: { ventureId: string; step: string | undefined }) {
  const t = useTranslations('ventures.wizard');
  const { userId } = useSession();
  // Editing begins on the newest version; what arrives later is met as a conflict, never by changing fields under the hand.
  const venture = useQuery({ ...ventureQuery(ventureId), refetchOnMount: 'always' });
  const loaded = venture.isFetchedAfterMount ? venture.data : undefined;
  const crumbs = [
    { label: t('crumb'), href: '/ventures' },
    ...(venture.data ? [{ label: venture.data.name, href: `/ventures/${ventureId}` }] : []),
  ];
  if (venture.isLoadingError)
    return <VentureMissing error={venture.error} onRetry={() => void venture.refetch()} />;
  return (
    <Page title={t('titleEdit')} crumbs={crumbs}>
      {!loaded || !userId ? (
        <Skeleton height={420} aria-hidden />
      ) : !may(loaded, 'edit') ? (
        <Empty
          title={t('noEditTitle')}
          text={t('noEditText')}
          action={
            <Button component={Link} href={`/ventures/${ventureId}`}>
              {t('backToVenture')}
            </Button>
          }
        />
      ) : (
        <Wizard start={loaded} userId={userId} firstStep={isStep(step) ? step : 'basics'} />
      )}
    </Page>
  );
}

const isStep = (value: string | undefined): value is Step =>
  (steps as readonly string[]).includes(value ?? '');
