'use client';

import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FigureCard } from '../../components/figure-card';
import { QueryView } from '../../components/query-view';
import { KindBadge, ProvenanceText, ScoreMode } from '../../components/score-mode';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { moneyHref } from '../money/money-frame';
import { LevelBadge } from '../work-rhythm/risk-badges';
import { risksQuery } from '../work-rhythm/queries';
import { workHref } from '../work/work-frame';
import { assumptionsOf, untouched } from './assumptions';
import { useLastsSentence } from './before-after';
import { lastsOf } from './fan';
import { runwayQuery } from './queries';
import { standingHref } from './standing-frame';
import type { Chance, Scorecard, Standing } from './types';
import { useShare } from './use-share';

const asItIs = assumptionsOf(untouched);

/** How long the money lasts. */
export function RunwayCard({ standing }: { standing: Standing }) {
  const t = useTranslations('standing.cards.runway');
  const months = useTranslations('standing.lasts');
  const format = useMoneyFormat();
  const sentence = useLastsSentence();
  const ventureId = standing.venture.id;
  const asked = useQuery(runwayQuery(ventureId, asItIs));
  return (
    <QueryView query={asked} lines={2}>
      {({ forecast, missing }) => {
        if (!forecast)
          return (
            <FigureCard
              name={t('name')}
              value={null}
              definition={t('definition')}
              order={2}
              note={missing.join(' ')}
              actions={
                standing.venture.myRole === 'OWNER' && (
                  <Button component={Link} href={moneyHref(ventureId, '/months')} size="xs">
                    {t('enter')}
                  </Button>
                )
              }
            />
          );
        const { mode, kind, provenance, pastRecord, startMonth, ownMonths } = forecast;
        const { middle, horizon } = lastsOf(forecast);
        return (
          <FigureCard
            name={t('name')}
            value={middle === null ? months('more', { horizon }) : months('months', { months: middle })}
            definition={t('definition')}
            order={2}
            badges={
              <>
                <KindBadge kind={kind} />
                <ScoreMode mode={mode} provenance={provenance} past={pastRecord} />
              </>
            }
            note={
              <>
                <Text span size="sm" display="block">
                  {sentence(lastsOf(forecast))}
                </Text>
                {t('from', { month: format.month(startMonth), count: ownMonths })}
              </>
            }
            actions={<More href={standingHref(ventureId, '/runway')} text={t('more')} />}
          />
        );
      }}
    </QueryView>
  );
}

/** The chance of the next round. */
export function ChanceCard({ standing, chance }: { standing: Standing; chance: Chance }) {
  const t = useTranslations('standing.cards.chance');
  const figures = useTranslations('figures');
  const format = useMoneyFormat();
  const share = useShare();
  const { probability, interval, kind, mode, provenance, pastRecord, asOf, horizonMonths, missing } = chance;
  return (
    <FigureCard
      name={t('name', { months: horizonMonths })}
      value={probability === null ? null : share(probability)}
      definition={t('definition', { months: horizonMonths })}
      order={2}
      badges={
        <>
          <KindBadge kind={kind} />
          <ScoreMode mode={mode} provenance={provenance} interval={interval} past={pastRecord} />
        </>
      }
      note={
        probability === null ? (
          missing.join(' ')
        ) : (
          <>
            {interval && (
              <Text span size="sm" display="block">
                {figures('interval', {
                  low: share(interval.low),
                  high: share(interval.high),
                  level: share(interval.level),
                })}
              </Text>
            )}
            {t('from', { day: format.figures.day(asOf), source: provenance.source })}
          </>
        )
      }
      actions={<More href={standingHref(standing.venture.id, '/chance')} text={t('more')} />}
    />
  );
}

interface ScoreCardProps {
  readonly standing: Standing;
  readonly of: 'readiness' | 'team';
  readonly card: Scorecard;
  readonly computedAt: string;
}

/** A rule score with what its parts give. */
export function ScoreCard({ standing, of, card, computedAt }: ScoreCardProps) {
  const t = useTranslations('standing.cards.score');
  const format = useFormat();
  const { score, kind, mode, provenance, parts } = card;
  return (
    <FigureCard
      name={t(`name.${of}`)}
      value={score === null ? null : t('score', { score: format.number(score) })}
      definition={<ProvenanceText provenance={provenance} />}
      order={2}
      badges={
        <>
          <KindBadge kind={kind} />
          <ScoreMode mode={mode} provenance={provenance} />
        </>
      }
      note={
        <>
          {parts.map(({ part, label, value, points, effectivePercent }) => (
            <Text key={part} span size="sm" display="block">
              {value === null || points === null
                ? t('unknown', { label })
                : t('part', {
                    label,
                    points: format.number(points),
                    of: format.number(effectivePercent),
                  })}
            </Text>
          ))}
          {t('from', { moment: format.dateTime(computedAt) })}
        </>
      }
      actions={<More href={standingHref(standing.venture.id, '/readiness')} text={t('more')} />}
    />
  );
}

/** The gravest open risk. */
export function RiskCard({ standing }: { standing: Standing }) {
  const t = useTranslations('standing.cards.risk');
  const category = useTranslations('workRhythm.risks');
  const format = useFormat();
  const ventureId = standing.venture.id;
  const risks = useQuery(risksQuery(ventureId));
  return (
    <QueryView query={risks} lines={2}>
      {(all) => {
        const gravest = all.filter(({ state }) => state === 'OPEN').toSorted((a, b) => b.score - a.score)[0];
        return (
          <FigureCard
            name={t('name')}
            value={gravest?.title ?? t('none')}
            definition={t('definition')}
            order={2}
            badges={
              gravest && (
                <>
                  <KindBadge kind="RULE" />
                  <LevelBadge level={gravest.level} score={gravest.score} />
                </>
              )
            }
            note={
              gravest
                ? t('line', {
                    category: category(`category.${gravest.category}`),
                    owner: gravest.owner.name,
                    date: format.date(gravest.updatedAt),
                    plan: gravest.mitigation.trim() === '' ? 'none' : 'there',
                  })
                : t(all.length === 0 ? 'neverAny' : 'allDone')
            }
            actions={
              <Group gap="xs">
                {gravest && <More href={standingHref(ventureId, '/risks')} text={t('more')} />}
                <More href={workHref(ventureId, '/risks')} text={t(gravest ? 'list' : 'record')} />
              </Group>
            }
          />
        );
      }}
    </QueryView>
  );
}

function More({ href, text }: { href: string; text: string }) {
  return (
    <Button component={Link} href={href} size="xs" variant="default">
      {text}
    </Button>
  );
}
