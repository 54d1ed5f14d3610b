import type { matchingWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Match = z.infer<typeof matchingWire.match>;
export type MatchState = z.infer<typeof matchingWire.matchState>;
export type Suggestions = z.infer<typeof matchingWire.suggestions>;
export type ComponentName = z.infer<typeof matchingWire.componentName>;
export type Components = z.infer<typeof matchingWire.components>;
export type MatchReason = z.infer<typeof matchingWire.matchReason>;
export type MissingInput = z.infer<typeof matchingWire.missingInput>;
export type Ranking = z.infer<typeof matchingWire.ranking>;
export type Readiness = z.infer<typeof matchingWire.readiness>;
export type Candidate = z.infer<typeof matchingWire.candidate>;
export type TeamRole = z.input<typeof matchingWire.teamRole>;
export type TeamProposal = z.infer<typeof matchingWire.teamProposal>;
export type Preferences = z.infer<typeof matchingWire.preferences>;
export type SavedSearch = z.infer<typeof matchingWire.savedSearch>;
export type SearchFrequency = z.infer<typeof matchingWire.searchFrequency>;

/** Values, reasons and gaps of a match, from either side. */
export interface Fit {
  readonly score: number;
  readonly wish: number;
  readonly components: Components;
  readonly reasons: readonly MatchReason[];
  readonly missing: readonly MissingInput[];
}
