'use client';

import { Button, Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { EquityFrame, equityHref } from '../equity/equity-frame';
import type { Standing } from '../equity/types';
import { membersQuery } from '../ventures/queries';
import { OfferForm } from './offer-form';
import { offerQuery } from './queries';
import { can } from './types';

/** `/ventures/[id]/equity/offers/new`, and `…/[offerId]/edit` of a draft. */
export function OfferFormPage({ ventureId, offerId }: { ventureId: string; offerId?: string }) {
  const t = useTranslations('offers.form');
  return (
    <EquityFrame
      ventureId={ventureId}
      title={t(offerId === undefined ? 'new' : 'edit')}
      lead={t('lead')}
      crumbs={[{ label: t('offers'), href: equityHref(ventureId, '/offers') }]}
      only="owner"
    >
      {(standing) =>
        offerId === undefined ? <New standing={standing} /> : <Edit standing={standing} offerId={offerId} />
      }
    </EquityFrame>
  );
}

function New({ standing }: { standing: Standing }) {
  const t = useTranslations('offers.form');
  const ventureId = standing.venture.id;
  const { userId } = useSession();
  const members = useQuery(membersQuery(ventureId));
  if (members.error) return <ProblemAlert error={members.error} onRetry={() => void members.refetch()} />;
  if (!members.data) return <Skeleton height={320} aria-hidden />;
  const others = members.data.items.filter((one) => one.state === 'ACTIVE' && one.userId !== userId);
  if (!others.length)
    return (
      <Empty
        title={t('nobody')}
        text={t('nobodyText')}
        action={
          <Group justify="center">
            <Button component={Link} href={`/ventures/${ventureId}`}>
              {t('invite')}
            </Button>
          </Group>
        }
      />
    );
  return <OfferForm ventureId={ventureId} people={others} offer={null} />;
}

function Edit({ standing, offerId }: { standing: Standing; offerId: string }) {
  const t = useTranslations('offers.form');
  const offer = useQuery({ ...offerQuery(offerId), retry: false });
  if (offer.error) return <ProblemAlert error={offer.error} onRetry={() => void offer.refetch()} />;
  if (!offer.data) return <Skeleton height={320} aria-hidden />;
  if (!can(offer.data, 'EDIT'))
    return (
      <Empty
        title={t('notEditable')}
        text={t('notEditableText')}
        action={
          <Button component={Link} href={`/offers/${offerId}`}>
            {t('toOffer')}
          </Button>
        }
      />
    );
  const { addresseeId, addresseeName } = offer.data;
  return (
    <OfferForm
      key={offerId}
      ventureId={standing.venture.id}
      people={[{ userId: addresseeId, name: addresseeName }]}
      offer={offer.data}
    />
  );
}
