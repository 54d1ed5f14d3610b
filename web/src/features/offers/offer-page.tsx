'use client';

import { Button, Grid, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFileText } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { agreementQuery } from '../agreements/queries';
import { SignerList } from '../documents/signer-list';
import { useEquityFormat } from '../equity/use-equity-format';
import { OfferBadge } from './offer-look';
import { OfferNextStep } from './offer-next-step';
import { OfferTermsList } from './offer-terms';
import { offerQuery, useFollowOffers } from './queries';
import type { TaggedOffer } from './types';

/** `/offers/[offerId]`: what is offered, how it stands, and what the reader can do. */
export function OfferPage({ offerId }: { offerId: string }) {
  const t = useTranslations('offers');
  const offer = useQuery({ ...offerQuery(offerId), retry: false });
  useFollowOffers();
  const crumbs = [{ label: t('page.title'), href: '/offers' }];
  if (offer.isLoadingError)
    return (
      <Page title={t('one.title')} crumbs={crumbs}>
        {hasCode(offer.error, 'NOT_FOUND', 'MALFORMED') ? (
          <Empty
            title={t('one.missing')}
            text={t('one.missingText')}
            action={
              <Button component={Link} href="/offers">
                {t('one.toList')}
              </Button>
            }
          />
        ) : (
          <ProblemAlert error={offer.error} onRetry={() => void offer.refetch()} />
        )}
      </Page>
    );
  if (!offer.data)
    return (
      <Page title={t('one.title')} crumbs={crumbs}>
        <Skeleton height={360} aria-hidden />
      </Page>
    );
  const { ventureName, state, terms } = offer.data;
  return (
    <Page
      title={t('one.titleOf', { venture: ventureName })}
      crumbs={crumbs}
      actions={<OfferBadge state={state} />}
    >
      <OfferNextStep offer={offer.data} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <OfferTermsList terms={terms} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Facts offer={offer.data} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Facts({ offer }: { offer: TaggedOffer }) {
  const t = useTranslations('offers.one');
  const format = useFormat();
  const { userId } = useSession();
  const { count, day } = useEquityFormat();
  const name = (person: string | null) => person ?? t('formerMember');
  return (
    <Section title={t('facts')}>
      <Stack gap="xs">
        <Text size="sm">{t('from', { name: name(offer.offeredBy), venture: offer.ventureName })}</Text>
        <Text size="sm">
          {offer.addresseeId === userId ? t('toYou') : t('to', { name: offer.addresseeName })}
        </Text>
        <Text size="sm">{t('made', { date: format.dateTime(offer.createdAt) })}</Text>
        {offer.expiresOn && <Text size="sm">{t('expires', { date: day(offer.expiresOn) })}</Text>}
        {offer.decidedAt && <Text size="sm">{t('decided', { date: format.dateTime(offer.decidedAt) })}</Text>}
        {offer.grantedUnits && <Text size="sm">{t('granted', { units: count(offer.grantedUnits) })}</Text>}
        {offer.reason && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('reason', { reason: offer.reason })}
          </Text>
        )}
      </Stack>
      {offer.documentId && <DocumentFacts documentId={offer.documentId} />}
    </Section>
  );
}

/** Who has signed, and the way to the text itself. */
function DocumentFacts({ documentId }: { documentId: string }) {
  const t = useTranslations('offers.one');
  const document = useQuery({ ...agreementQuery(documentId), retry: false });
  return (
    <Stack gap="sm">
      {document.data && <SignerList signers={document.data.signers} />}
      <Group>
        <Button
          component={Link}
          href={`/documents/${documentId}`}
          variant="default"
          size="xs"
          leftSection={<IconFileText size={16} aria-hidden />}
        >
          {t('document')}
        </Button>
      </Group>
    </Stack>
  );
}
