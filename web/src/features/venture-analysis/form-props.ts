import type { Draft } from './assumptions';

export interface AssumptionProps {
  readonly draft: Draft;
  readonly startMonth: string;
  readonly currency: string;
  /** @param field what was changed; drawing on the same one is one step of the way back */
  readonly onChange: (field: string, change: Partial<Draft>) => void;
}
