'use client';

import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { EquityFrame, equityHref } from '../equity/equity-frame';
import type { Standing } from '../equity/types';
import { OfferRow } from './offer-row';
import { StateFilter } from './offers-page';
import { useFollowOffers, ventureOffersQuery } from './queries';
import type { OfferState } from './types';

/** `/ventures/[id]/equity/offers`: what the venture offers for contributions. */
export function VentureOffersPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('offers.venture');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="owners">
      {(standing) => <List standing={standing} />}
    </EquityFrame>
  );
}

function List({ standing }: { standing: Standing }) {
  const t = useTranslations('offers.venture');
  const ventureId = standing.venture.id;
  const [state, setState] = useState<OfferState | null>(null);
  const offers = useInfiniteQuery(ventureOffersQuery(ventureId, state));
  useFollowOffers();
  return (
    <>
      <Group justify="space-between" align="flex-end">
        <StateFilter value={state} onChange={setState} withDrafts />
        {standing.acts && (
          <Button
            component={Link}
            href={equityHref(ventureId, '/offers/new')}
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('new')}
          </Button>
        )}
      </Group>
      <PagedList
        query={offers}
        label={t('title')}
        empty={{ title: t('none'), text: t(standing.acts ? 'noneOwner' : 'noneText') }}
      >
        {(offer) => <OfferRow offer={offer} side="venture" />}
      </PagedList>
    </>
  );
}
