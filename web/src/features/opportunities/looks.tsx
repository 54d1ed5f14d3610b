'use client';

import { Badge } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconClockOff,
  IconDoorEnter,
  IconEye,
  IconHourglass,
  IconPencil,
  IconPlayerPause,
  IconUsersGroup,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ApplicationState, OpportunityState } from './types';

/** What states look like: each has a sign and a word, the colour only helps. */

interface Look {
  readonly color: string;
  readonly icon: TablerIcon;
}

const opportunityLooks: Readonly<Record<OpportunityState, Look>> = {
  DRAFT: { color: 'gray', icon: IconPencil },
  ACTIVE: { color: 'fir', icon: IconDoorEnter },
  PAUSED: { color: 'orange', icon: IconPlayerPause },
  FILLED: { color: 'blue', icon: IconUsersGroup },
  EXPIRED: { color: 'gray', icon: IconClockOff },
  CANCELLED: { color: 'red', icon: IconX },
};
const applicationLooks: Readonly<Record<ApplicationState, Look>> = {
  PENDING: { color: 'gray', icon: IconHourglass },
  REVIEWING: { color: 'blue', icon: IconEye },
  ACCEPTED: { color: 'fir', icon: IconCircleCheck },
  REJECTED: { color: 'red', icon: IconX },
  WITHDRAWN: { color: 'gray', icon: IconCircleDashed },
  EXPIRED: { color: 'gray', icon: IconClockOff },
};

function Mark({ look: { color, icon: Sign }, children }: { look: Look; children: string }) {
  return (
    <Badge color={color} miw="max-content" leftSection={<Sign size={12} aria-hidden />}>
      {children}
    </Badge>
  );
}

export function OpportunityBadge({ state }: { state: OpportunityState }) {
  const t = useTranslations('opportunities.states');
  return <Mark look={opportunityLooks[state]}>{t(state)}</Mark>;
}

export function ApplicationBadge({ state }: { state: ApplicationState }) {
  const t = useTranslations('opportunities.applicationStates');
  return <Mark look={applicationLooks[state]}>{t(state)}</Mark>;
}
