import type { workWire } from '@smartstart/contract';

export type RiskLevel = (typeof workWire.riskLevel)['options'][number];

/** Score = impact × probability, 1 to 25 (domain rules, section 7.8). */
export function riskLevel(score: number): RiskLevel {
  if (score >= 20) return 'CRITICAL';
  if (score >= 15) return 'HIGH';
  return score >= 10 ? 'MEDIUM' : 'LOW';
}
