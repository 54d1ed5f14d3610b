'use client';

import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMe } from '../../lib/session';
import { tableQuery } from '../equity/queries';
import { AssessmentSection } from './assessment-section';
import { Missing } from './no-figures';
import { valuationQuery, type RoundToTry } from './queries';
import { RoundForm } from './round-form';
import { StandingFrame } from './standing-frame';
import type { Standing, Valuation } from './types';
import { useRoughMoney } from './use-rough-money';
import { ValuationMethods } from './valuation-methods';
import { HolderWorths } from './holder-worths';

/** `/ventures/[id]/standing/value`: what the venture may be worth by several methods, and what each share of that is. */
export function ValuePage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="value">
      {(standing) => <Value standing={standing} />}
    </StandingFrame>
  );
}

function Value({ standing }: { standing: Standing }) {
  const t = useTranslations('standing.value');
  const format = useFormat();
  const ventureId = standing.venture.id;
  const [round, tryRound] = useState<RoundToTry>({});
  const asked = useQuery(valuationQuery(ventureId, round));
  const me = useMe().data?.id;
  const table = useQuery(tableQuery(ventureId)).data;
  const mine = table?.holders.find(({ userId }) => userId !== null && userId === me)?.stakeholderId ?? null;
  return (
    <>
      <QueryView query={asked} skeleton={<Skeleton height={420} />}>
        {(valuation) => (
          <>
            <Section title={t('title')} text={t('text')}>
              <Range valuation={valuation} />
              <ValuationMethods ventureId={ventureId} valuation={valuation} />
              <Missing items={valuation.missing} />
              <Text size="xs" c="dimmed">
                {t('computed', { moment: format.dateTime(valuation.computedAt) })}
              </Text>
            </Section>
            <Section title={t('holders')} text={t('holdersText')}>
              <HolderWorths standing={standing} valuation={valuation} mine={mine} />
            </Section>
            <Section title={t('round')} text={t('roundText')}>
              <RoundForm
                currency={valuation.currency ?? table?.currency ?? null}
                tried={round}
                busy={asked.isFetching}
                onTry={tryRound}
              />
              <RoundLine valuation={valuation} />
            </Section>
          </>
        )}
      </QueryView>
      <AssessmentSection ventureId={ventureId} />
    </>
  );
}

function Range({ valuation: { range, currency } }: { valuation: Valuation }) {
  const t = useTranslations('standing.value');
  const rough = useRoughMoney();
  if (!range || currency === null) return <Text>{t('noRange')}</Text>;
  return (
    <Stack gap={4}>
      <Text fz="xl" fw={600}>
        {t('range', { low: rough(range.lowMinor, currency), high: rough(range.highMinor, currency) })}
      </Text>
      <Text size="sm">
        {t('rangeText', { mid: rough(range.midMinor, currency), count: range.methods, of: range.of })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('spanText', { least: rough(range.leastMinor, currency), most: rough(range.mostMinor, currency) })}
      </Text>
    </Stack>
  );
}

function RoundLine({ valuation: { round, currency } }: { valuation: Valuation }) {
  const t = useTranslations('standing.value');
  const rough = useRoughMoney();
  const percent = new Intl.NumberFormat(useFormat().locale, { style: 'percent', maximumFractionDigits: 1 });
  if (!round || currency === null) return <Text size="sm">{t('noRound')}</Text>;
  return (
    <Group role="status">
      <Text size="sm">
        {t('roundLine', {
          name: round.name,
          amount: rough(round.amountMinor, currency),
          pre: rough(round.preMoneyMinor, currency),
          post: rough(round.postMoneyMinor, currency),
          part: percent.format(Number(round.investorsPart)),
        })}
      </Text>
    </Group>
  );
}
