'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Member, VentureRole, VentureStatus } from './types';

const statusColour: Record<VentureStatus, string> = {
  DRAFT: 'gray',
  PENDING_CONTRACTS: 'orange',
  PENDING_APPROVAL: 'blue',
  ACTIVE: 'green',
  PAUSED: 'yellow',
  SUSPENDED: 'red',
  CLOSED: 'gray',
};
const memberColour: Record<Member['state'], string> = { JOINING: 'orange', ACTIVE: 'green', LAPSED: 'red' };

// A dot carries the colour and the text keeps the page's own contrast.
export function StatusBadge({ status }: { status: VentureStatus }) {
  const t = useTranslations('ventures.status');
  return (
    <Badge variant="dot" miw="max-content" color={statusColour[status]}>
      {t(status)}
    </Badge>
  );
}

export function MemberStateBadge({ state }: { state: Member['state'] }) {
  const t = useTranslations('ventures.memberState');
  return (
    <Badge variant="dot" miw="max-content" color={memberColour[state]}>
      {t(state)}
    </Badge>
  );
}

export function RoleBadge({ role }: { role: VentureRole }) {
  const t = useTranslations('ventures.role');
  return (
    <Badge variant="default" miw="max-content">
      {t(role)}
    </Badge>
  );
}
