import type { Overview } from './types';

export interface PanelProps {
  readonly ventureId: string;
  readonly overview: Overview;
}
