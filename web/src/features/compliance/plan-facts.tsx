'use client';

import { Alert, Text } from '@mantine/core';
import { IconCalendarDue } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Standing } from './types';

/** The plan of a case and the day by which something is due, as far as there are any. */
export function PlanFacts({ standing }: { standing: Pick<Standing, 'state' | 'plan' | 'deadline'> }) {
  const t = useTranslations('compliance.own');
  const format = useFormat();
  const { state, plan, deadline } = standing;
  if (!plan && !deadline) return null;
  const until =
    deadline && t('until', { date: format.dateTime(deadline), relative: format.relative(deadline) });
  return (
    <Alert
      color="orange"
      icon={<IconCalendarDue aria-hidden />}
      title={plan ? t(state === 'REMEDIATION' ? 'plan' : 'failedPlan') : until}
    >
      {plan && (
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {plan}
        </Text>
      )}
      {plan && until && (
        <Text size="sm" mt="xs" fw={600}>
          {until}
        </Text>
      )}
    </Alert>
  );
}
