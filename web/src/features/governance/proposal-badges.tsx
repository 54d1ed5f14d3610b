'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ProposalKind, ProposalState } from './queries';

const colour: Record<ProposalState, string> = {
  DRAFT: 'gray',
  DISCUSSION: 'blue',
  VOTING: 'orange',
  PASSED: 'green',
  EXECUTED: 'green',
  REJECTED: 'red',
  EXPIRED: 'gray',
  WITHDRAWN: 'gray',
};

export function ProposalBadges({ kind, state }: { kind: ProposalKind; state: ProposalState }) {
  const t = useTranslations('governance');
  return (
    <>
      <Badge variant="dot" color={colour[state]} miw="max-content">
        {t(`state.${state}`)}
      </Badge>
      <Badge color="gray" miw="max-content">
        {t(`kind.${kind}`)}
      </Badge>
    </>
  );
}
