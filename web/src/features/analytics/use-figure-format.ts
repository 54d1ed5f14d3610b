'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { useMe } from '../../lib/session';
import { axisFigure, percentText, secondsText, timeText, writeFigure } from './figure-format';
import type { Grain, RangeView, Unit } from './types';

/** Figures and times of analytics as the reader writes them. */
export function useFigureFormat() {
  const format = useFormat();
  const timeZone = useMe().data?.timeZone;
  return useMemo(() => {
    const { locale } = format;
    return {
      ...format,
      figure: (unit: Unit, value: number) => writeFigure(locale, unit, value),
      axis: (unit: Unit) => (value: number) => axisFigure(locale, unit, value),
      percent: (part: number) => percentText(locale, part),
      seconds: (seconds: number) => secondsText(locale, seconds),
      time: (grain: Grain, at: string) => timeText(locale, timeZone, grain, at),
      tick: (grain: Grain, at: string) => timeText(locale, timeZone, grain, at, true),
      range: ({ from, to }: RangeView) => ({ from: format.dateTime(from), to: format.dateTime(to) }),
    };
  }, [format, timeZone]);
}
