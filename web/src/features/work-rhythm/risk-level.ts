import type { RiskLevel } from './types';

/** How grave a risk is (domain rules, section 7.8), for a form that says so while one chooses. Pure. */

/** The least score of each level, the gravest first. */
export const levels: readonly { readonly level: RiskLevel; readonly least: number }[] = [
  { level: 'CRITICAL', least: 20 },
  { level: 'HIGH', least: 15 },
  { level: 'MEDIUM', least: 10 },
  { level: 'LOW', least: 1 },
];

export function riskLevel(score: number): RiskLevel {
  return levels.find(({ least }) => score >= least)?.level ?? 'LOW';
}
