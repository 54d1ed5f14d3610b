import type { insightsWire } from '@smartstart/contract';
import type { output } from 'zod';

export type OwnInsights = output<typeof insightsWire.ownInsights>;
export type Profile = output<typeof insightsWire.profile>;
export type RuleScore = output<typeof insightsWire.ruleScore>;
export type Advice = output<typeof insightsWire.advice>;
export type Contest = output<typeof insightsWire.ownContest>;
export type StatementKind = output<typeof insightsWire.statementKind>;
