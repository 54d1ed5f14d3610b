'use client';

import { useTranslations } from 'next-intl';

export type Scale = 'impact' | 'probability' | 'mood' | 'quality' | 'collaboration' | 'priority';
export type Rating = 1 | 2 | 3 | 4 | 5;

/** The step of a scale a figure stands for; a mean belongs to the nearest. */
export function ratingOf(value: number): Rating {
  return Math.min(5, Math.max(1, Math.round(value))) as Rating;
}

/** The words of a scale: alone, and with the figure before it. */
export function useScale(scale: Scale) {
  const t = useTranslations('workRhythm.scales');
  const word = (rating: number) => t(`${scale}.${ratingOf(rating)}`);
  return { word, step: (rating: number) => t('step', { rating, word: word(rating) }) };
}
