'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ComplianceState } from './types';

const colour: Record<ComplianceState, string> = {
  COMPLIANT: 'green',
  ACTION_REQUIRED: 'orange',
  CHECKING: 'blue',
  AUDIT: 'blue',
  VIOLATION: 'red',
  REMEDIATION: 'orange',
  ESCALATED: 'red',
  SUSPENDED: 'red',
  TERMINATED: 'gray',
};

/** The state of a case. A dot carries the colour and the text keeps the page's own contrast. */
export function ComplianceBadge({ state }: { state: ComplianceState }) {
  const t = useTranslations('compliance.state');
  return (
    <Badge variant="dot" miw="max-content" color={colour[state]}>
      {t(state)}
    </Badge>
  );
}
