'use client';

import { Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { IntervalText, KindBadge, ProvenanceText, ScoreMode } from '../../components/score-mode';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { NoFigures, Missing } from './no-figures';
import { PastStatements } from './past-statements';
import { analysisQuery } from './queries';
import { RangeBar } from './range-bar';
import { StandingFrame } from './standing-frame';
import type { Chance, Launch, Standing } from './types';
import { useShare } from './use-share';

/** `/ventures/[id]/standing/chance`: the chance of the next round, what it rests on, and what would move it. */
export function ChancePage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="chance">
      {(standing) => <Chances standing={standing} />}
    </StandingFrame>
  );
}

function Chances({ standing }: { standing: Standing }) {
  const ventureId = standing.venture.id;
  const analysis = useQuery(analysisQuery(ventureId));
  return (
    <QueryView query={analysis} skeleton={<Skeleton height={420} />}>
      {({ nextRound, launch }) => (
        <>
          {nextRound ? <NextRound chance={nextRound} /> : <NoFigures standing={standing} missing={[]} />}
          <PastStatements ventureId={ventureId} kind="NEXT_ROUND" />
          {launch && <LaunchChance launch={launch} />}
        </>
      )}
    </QueryView>
  );
}

function NextRound({ chance }: { chance: Chance }) {
  const t = useTranslations('standing.chance');
  return (
    <>
      <Section title={t('title', { months: chance.horizonMonths })} text={t('text')}>
        <ChanceView chance={chance} />
      </Section>
      <Section title={t('reasons')} text={t('reasonsText')}>
        <Reasons chance={chance} />
      </Section>
      <Section title={t('movers')} text={t('moversText')}>
        <Movers chance={chance} />
      </Section>
    </>
  );
}

/** The chance with its interval as a bar and in words, its mode, and what it rests on. */
function ChanceView({ chance }: { chance: Chance }) {
  const t = useTranslations('standing.chance');
  const mode = useTranslations('figures.mode');
  const format = useMoneyFormat();
  const share = useShare();
  const { probability, interval, text, asOf, ownOutcomes, ownWeight, missing } = chance;
  return (
    <Stack gap="md">
      <Group gap="xs">
        <KindBadge kind={chance.kind} />
        <ScoreMode
          mode={chance.mode}
          provenance={chance.provenance}
          interval={interval}
          past={chance.pastRecord}
        />
      </Group>
      <Text fz="lg">{text}</Text>
      {probability !== null && interval && (
        <Stack gap={4} maw={640}>
          <RangeBar
            low={interval.low}
            high={interval.high}
            middle={probability}
            from={0}
            to={1}
            fromText={share(0)}
            toText={share(1)}
            alternative={t('bar', {
              chance: share(probability),
              low: share(interval.low),
              high: share(interval.high),
            })}
          />
          <IntervalText interval={interval} format={share} />
        </Stack>
      )}
      <Missing items={missing} />
      <Text size="sm" maw="68ch">
        {mode(`${chance.mode}.text`)}
      </Text>
      <Text size="sm">
        {ownOutcomes > 0 ? t('own', { count: ownOutcomes, weight: share(ownWeight) }) : t('noOwn')}
      </Text>
      <ProvenanceText provenance={chance.provenance} />
      <Text size="xs" c="dimmed">
        {t('asOf', { day: format.figures.day(asOf) })}
      </Text>
    </Stack>
  );
}

function Reasons({ chance: { reasons } }: { chance: Chance }) {
  const t = useTranslations('standing.chance');
  const { locale } = useFormat();
  if (reasons.length === 0) return <Text size="sm">{t('noReasons')}</Text>;
  const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (
    <List spacing="xs" size="sm">
      {reasons.map(({ key, text, effect }) => (
        <List.Item key={key}>
          {text}{' '}
          <Text span size="sm" c="dimmed">
            {t('effect', {
              direction: effect > 0 ? 'up' : effect < 0 ? 'down' : 'none',
              points: points.format(Math.abs(effect) * 100),
            })}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function Movers({ chance: { movers, probability } }: { chance: Chance }) {
  const t = useTranslations('standing.chance');
  const { locale } = useFormat();
  // A base rate moves by nothing that one does.
  if (probability === null || movers.every(({ change }) => Math.abs(change) < 0.005))
    return <Text size="sm">{t('noMovers')}</Text>;
  const points = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  return (
    // In the steps that the range of the chance allows.
    <PlainTable
      label={t('movers')}
      minWidth={320}
      items={movers}
      keyOf={({ key }) => key}
      columns={[
        { head: t('mover'), cell: ({ text }) => text },
        {
          head: t('change'),
          end: true,
          cell: ({ change }) => t('points', { points: points.format(change * 100) }),
        },
      ]}
    />
  );
}

function LaunchChance({ launch }: { launch: Launch }) {
  const t = useTranslations('standing.launch');
  const { chance, text, mode, decided, needed, movers } = launch;
  return (
    <Section title={t('title')} text={t('text')}>
      {chance ? (
        <ChanceView chance={chance} />
      ) : (
        <Stack gap="xs">
          <Group gap="xs">
            <ScoreMode mode={mode} />
          </Group>
          <Text size="sm">{text}</Text>
          <Text size="sm" c="dimmed">
            {t('needed', { decided, needed })}
          </Text>
          {movers.length > 0 && (
            <PlainTable
              label={t('movers')}
              minWidth={320}
              items={movers}
              keyOf={({ key }) => key}
              columns={[
                { head: t('mover'), cell: (mover) => mover.text },
                { head: t('upTo'), end: true, cell: ({ points }) => t('points', { points: `+${points}` }) },
              ]}
            />
          )}
        </Stack>
      )}
    </Section>
  );
}
