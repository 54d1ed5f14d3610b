'use client';

import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';

/** Figures as operators compare them: three places, a real minus, and a dash where there is none. */
export function useFigure() {
  const { locale } = useFormat();
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    figure: (value: number | null | undefined) =>
      value === null || value === undefined ? '–' : exact.format(value),
    percent: (value: number | null | undefined) =>
      value === null || value === undefined ? '–' : percent.format(value),
    range: (range: { readonly low: number; readonly high: number } | null | undefined) =>
      range ? `${exact.format(range.low)} – ${exact.format(range.high)}` : '–',
  };
}

type State = 'FINE' | 'ALARM' | 'TOO_FEW';
const looks = {
  FINE: { colour: 'fir', Icon: IconCircleCheck },
  ALARM: { colour: 'red', Icon: IconAlertTriangle },
  TOO_FEW: { colour: 'gray', Icon: IconCircleDashed },
} as const;

/** What a check found, in a word and a sign. */
export function CheckBadge({ state }: { state: State | null }) {
  const t = useTranslations('models.check');
  const { colour, Icon } = looks[state ?? 'TOO_FEW'];
  return (
    <Badge
      color={colour}
      variant="light"
      h={24}
      miw="max-content"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(state ?? 'NONE')}
    </Badge>
  );
}
