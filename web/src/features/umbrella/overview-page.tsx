'use client';

import { Alert, Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { NetworkSection } from './network';
import { analyticsQuery, relationshipsQuery } from './queries';
import { ReceivedInvitations } from './received-invitations';
import { RelationshipRow } from './relationship-row';
import { Trend } from './trend';
import type { Analytics, CurrencyFigures } from './types';
import { UmbrellaFrame } from './umbrella-frame';

/** `/umbrella`: who brought the reader, whom they brought, and what came of it. */
export function OverviewPage() {
  const t = useTranslations('umbrella.overview');
  return (
    <UmbrellaFrame title={t('title')} lead={t('lead')}>
      <Overview />
    </UmbrellaFrame>
  );
}

function Overview() {
  const query = useQuery(analyticsQuery());
  return (
    <Stack gap="lg">
      <ReceivedInvitations />
      <QueryView query={query}>{(analytics) => <Earnings analytics={analytics} />}</QueryView>
      <MySponsor />
      <MyPeople />
      {query.data && <NetworkSection network={query.data.network} />}
    </Stack>
  );
}

function Earnings({ analytics }: { analytics: Analytics }) {
  const t = useTranslations('umbrella.overview');
  const format = useFormat();
  const { currencies, activeRelationships, identityVerified, settings } = analytics;
  const sponsors = activeRelationships > 0 || currencies.length > 0;
  if (!sponsors) return null;
  return (
    <Section
      title={t('earnings')}
      text={t('earningsText', {
        count: activeRelationships,
        minimum: format.number(settings.minimumUnits),
        cap: format.number(settings.capUnits),
      })}
    >
      {!identityVerified && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('identityTitle')}>
          <Text size="sm">{t('identityText')}</Text>
        </Alert>
      )}
      {currencies.length === 0 && <Text>{t('nothing')}</Text>}
      {currencies.map((figures) => (
        <Currency key={figures.currency} figures={figures} />
      ))}
    </Section>
  );
}

function Currency({ figures }: { figures: CurrencyFigures }) {
  const t = useTranslations('umbrella.overview');
  const format = useMoneyFormat();
  const { currency } = figures;
  const money = (minor: string) => format.money(minor, currency);
  const below = figures.carriedMinor.startsWith('-');
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {(['earnedMinor', 'pendingMinor', 'paidMinor'] as const).map((field) => (
          <Card key={field} p="md" withBorder>
            <Text size="sm" c="dimmed">
              {t(field)}
            </Text>
            <Text fz="xl" fw={600}>
              {money(figures[field])}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
      <Stack maw={520}>
        <Figures>
          <Figure label={t('carriedMinor')}>{money(figures.carriedMinor)}</Figure>
          <Figure label={t('heldMinor')}>{money(figures.heldMinor)}</Figure>
          <Figure label={t('approvedMinor')}>{money(figures.approvedMinor)}</Figure>
          <Figure label={t('withheldMinor')}>{money(figures.withheldMinor)}</Figure>
        </Figures>
      </Stack>
      {below && <Text size="sm">{t('below')}</Text>}
      <Trend figures={figures} />
    </Stack>
  );
}

function MySponsor() {
  const t = useTranslations('umbrella.overview');
  const query = useInfiniteQuery(relationshipsQuery('REFERRED'));
  return (
    <Section title={t('sponsor')} text={t('sponsorText')}>
      <QueryView query={query} lines={1}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const open = items.filter(({ state }) => state !== 'TERMINATED');
          const former = items.filter(({ state }) => state === 'TERMINATED');
          return (
            <Stack gap="sm">
              {open.length === 0 && <Text>{t('noSponsor')}</Text>}
              {open.map((one) => (
                <RelationshipRow key={one.id} relationship={one} />
              ))}
              {former.length > 0 && (
                <>
                  <Title order={3} size="h4">
                    {t('former')}
                  </Title>
                  {former.map((one) => (
                    <RelationshipRow key={one.id} relationship={one} />
                  ))}
                </>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function MyPeople() {
  const t = useTranslations('umbrella.overview');
  const query = useInfiniteQuery(relationshipsQuery('SPONSOR'));
  const none = query.data?.pages.every(({ items }) => items.length === 0) ?? false;
  return (
    <Section title={t('people')} text={t('peopleText')}>
      {none ? (
        <Empty
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={
            <Button component={Link} href="/umbrella/invite">
              {t('invite')}
            </Button>
          }
        />
      ) : (
        <>
          <PagedList
            query={query}
            label={t('people')}
            empty={{ title: t('emptyTitle'), text: t('emptyText') }}
          >
            {(one) => <RelationshipRow relationship={one} />}
          </PagedList>
          <Group>
            <Anchor component={Link} href="/umbrella/invite" size="sm">
              {t('inviteMore')}
            </Anchor>
          </Group>
        </>
      )}
    </Section>
  );
}
