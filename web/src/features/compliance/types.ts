import type { complianceWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { api } from '../../lib/api';

export type ComplianceState = z.infer<typeof complianceWire.complianceState>;
export type Standing = z.infer<typeof complianceWire.standing>;
export type OwnStanding = Awaited<ReturnType<typeof api.compliance.mine>>;
export type Step = OwnStanding['history'][number];
