'use client';

import { Badge } from '@mantine/core';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { RiskLevel, RiskState } from './types';

const levelLooks: Record<RiskLevel, { colour: string; icon: TablerIcon }> = {
  LOW: { colour: 'green', icon: IconCircleCheck },
  MEDIUM: { colour: 'yellow', icon: IconInfoCircle },
  HIGH: { colour: 'orange', icon: IconAlertTriangle },
  CRITICAL: { colour: 'red', icon: IconAlertOctagon },
};
const stateColours: Record<RiskState, string> = { OPEN: 'blue', MITIGATED: 'green', CLOSED: 'gray' };

export function LevelBadge({ level, score }: { level: RiskLevel; score: number }) {
  const t = useTranslations('workRhythm.risks');
  const { colour, icon: LevelIcon } = levelLooks[level];
  return (
    <Badge color={colour} miw="max-content" leftSection={<LevelIcon size={14} aria-hidden />}>
      {t('levelScore', { level: t(`level.${level}`), score })}
    </Badge>
  );
}

export function RiskStateBadge({ state }: { state: RiskState }) {
  const t = useTranslations('workRhythm.risks.state');
  return (
    <Badge variant="dot" color={stateColours[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}
