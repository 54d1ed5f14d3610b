'use client';

import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { CurrentRound } from './current-round';
import { KpiCards } from './kpi-cards';
import { MoneyFrame, moneyHref } from './money-frame';
import { OwnMoney } from './own-money';
import { allRoundsQuery, monthsQuery, reportsQuery } from './queries';
import { ReadinessSection } from './readiness-section';
import { RunwaySection } from './runway-section';
import type { Standing } from './types';
import { WaitingSection } from './waiting-section';

/** `/ventures/[id]/money`: how long the money lasts, how funding goes, and what waits for the reader. */
export function MoneyPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.overview');
  return (
    <MoneyFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {(standing) => (standing.seesAll ? <Overview standing={standing} /> : <OwnPart standing={standing} />)}
    </MoneyFrame>
  );
}

function Overview({ standing }: { standing: Standing }) {
  const ventureId = standing.venture.id;
  const months = useInfiniteQuery(monthsQuery(ventureId));
  const rounds = useQuery(allRoundsQuery(ventureId));
  const reports = useInfiniteQuery(reportsQuery(ventureId));
  const asked = [months, rounds, reports];
  // What failed is told by the part it belongs to; here it only must not look like an empty venture.
  if (asked.some(({ isPending }) => isPending)) return <Skeleton height={320} aria-hidden />;
  const empty =
    months.data?.pages[0]?.items.length === 0 &&
    rounds.data?.length === 0 &&
    reports.data?.pages[0]?.items.length === 0;
  return (
    <>
      <WaitingSection ventureId={ventureId} />
      {empty && <FirstSteps standing={standing} />}
      {!empty && <RunwaySection standing={standing} />}
      {!empty && <CurrentRound standing={standing} />}
      {!empty && <KpiCards ventureId={ventureId} />}
      <ReadinessSection ventureId={ventureId} />
    </>
  );
}

/** A venture without any figure: what to do first, in the order in which it helps. */
function FirstSteps({ standing }: { standing: Standing }) {
  const t = useTranslations('money.first');
  const ventureId = standing.venture.id;
  const steps = [
    { key: 'months', path: '/months' },
    { key: 'round', path: '/rounds' },
    { key: 'shares', path: '/revenue?part=shares' },
    { key: 'revenue', path: '/revenue' },
  ] as const;
  return (
    <Section title={t('title')} text={t(standing.acts ? 'text' : 'others')}>
      {standing.acts && (
        <List type="ordered" spacing="md">
          {steps.map(({ key, path }, index) => (
            <List.Item key={key}>
              <Stack gap={6} align="flex-start">
                <Text size="sm">{t(`${key}.text`)}</Text>
                <Button
                  component={Link}
                  href={moneyHref(ventureId, path)}
                  size="xs"
                  variant={index === 0 ? 'filled' : 'default'}
                >
                  {t(`${key}.action`)}
                </Button>
              </Stack>
            </List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}

function OwnPart({ standing }: { standing: Standing }) {
  const t = useTranslations('money.own');
  const ventureId = standing.venture.id;
  return (
    <>
      <WaitingSection ventureId={ventureId} />
      <OwnMoney ventureId={ventureId} />
      {standing.seesWork && <KpiCards ventureId={ventureId} />}
      <Group>
        <Button component={Link} href="/statements" variant="default">
          {t('statements')}
        </Button>
      </Group>
    </>
  );
}
