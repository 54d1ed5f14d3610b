'use client';

import { problem } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { GatePanel } from '../../lib/problem';
import { useAccess } from '../../lib/session';

/** What a gate of BUZ still asks for, each paper with a way to sign it. Nothing when it is open. */
export function BuzGate({ action }: { action: 'BUZ_USE' | 'BUZ_TRANSFER' }) {
  const access = useAccess();
  const gate = useQuery({
    queryKey: ['buz', 'gate', action, access.dataUpdatedAt],
    queryFn: ({ signal }) => api.access.check({ query: { action } }, { signal }),
    enabled: access.data !== undefined,
    placeholderData: (previous) => previous,
  }).data;
  if (!gate || gate.open) return null;
  return (
    <GatePanel
      problem={problem('GATE_BLOCKED', {
        gate: gate.gate,
        missingPapers: gate.missingPapers.map(({ code, name, ventureId, tier }) => ({
          code,
          name,
          ...(ventureId === undefined ? {} : { ventureId }),
          ...(tier === undefined ? {} : { tier }),
        })),
        missingConditions: gate.missingConditions,
      })}
    />
  );
}
