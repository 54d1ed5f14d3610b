'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { industryKey } from '../ventures/venture-card';
import { industries } from './filters';
import type { Card, Reward, SkillLevel } from './types';

/** Figures of an opportunity in sentences, the same on every page. */
export function useOpportunityWords() {
  const t = useTranslations('opportunities');
  const levels = useTranslations('people.levels');
  const named = useTranslations('ventures.industry');
  const money = useMoneyFormat();
  const format = useFormat();
  return useMemo(() => {
    const hours = (count: number | null) => (count === null ? null : t('facts.hours', { count }));
    const weeks = (count: number | null) => (count === null ? t('facts.open') : t('facts.weeks', { count }));
    const place = ({ remote, place: where }: Pick<Card, 'remote' | 'place'>) =>
      remote ? (where ? t('facts.remoteOr', { place: where }) : t('facts.remote')) : (where ?? null);
    return {
      hours,
      weeks,
      place,
      level: (level: number) => levels(String(level) as '1'),
      skill: ({ name, level }: SkillLevel) => t('facts.skill', { name, level: levels(String(level) as '1') }),
      industry: (name: string) => {
        const known = industries.find((one) => one === name);
        return known ? named(industryKey(known)) : name;
      },
      reward: ({ kind, percent, amountMinor, currency }: Reward) => {
        const what = t(`rewards.${kind}`);
        if (percent !== undefined) return t('facts.rewardOf', { what, figure: money.percent(percent) });
        if (amountMinor === undefined || currency === undefined) return what;
        const figure = money.money(amountMinor, currency);
        return kind === 'HOURLY'
          ? t('facts.rewardHourly', { what, figure })
          : t('facts.rewardOf', { what, figure });
      },
      /** One line under a title. */
      line: (card: Card) =>
        [
          t(`engagements.${card.engagement}`),
          hours(card.hoursPerWeek),
          place(card),
          card.rewardKinds.map((kind) => t(`rewards.${kind}`)).join(', ') || null,
        ]
          .filter(Boolean)
          .join(' · '),
      until: ({ state, expiresAt, publishedAt }: Pick<Card, 'state' | 'expiresAt' | 'publishedAt'>) => {
        if (state === 'DRAFT' || !expiresAt) return null;
        if (state === 'ACTIVE' || state === 'PAUSED')
          return t('facts.until', { date: format.date(expiresAt) });
        return publishedAt ? t('facts.published', { date: format.date(publishedAt) }) : null;
      },
      places: ({ places, taken }: Pick<Card, 'places' | 'taken'>) => t('facts.places', { places, taken }),
    };
  }, [t, levels, named, money, format]);
}

export type OpportunityWords = ReturnType<typeof useOpportunityWords>;
