'use client';

import { api } from '../../lib/api';

// `ventures` and `documents` at the front: live messages about either make that part of the cache stale.

export const ownComplianceQuery = () => ({
  queryKey: ['documents', 'compliance'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.compliance.mine({}, { signal }),
});

export const ventureComplianceQuery = (ventureId: string) => ({
  queryKey: ['ventures', 'compliance', ventureId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.compliance.venture({ params: { ventureId } }, { signal }),
});
