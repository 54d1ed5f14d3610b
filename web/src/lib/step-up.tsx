'use client';

import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { StepUpModal } from '../components/step-up-modal';
import { api } from './api';
import { hasCode } from './problem';

/** The person closed the dialogue instead of proving who they are; callers leave things as they were. */
export class StepUpCancelled extends Error {
  override readonly name = 'StepUpCancelled';
}

interface StepUpOptions {
  /** Removing a factor asks for a proof with a factor; the password is not offered then. */
  readonly factorOnly?: boolean;
}

interface Pending extends StepUpOptions {
  readonly settle: (proved: boolean) => void;
}

type Ask = (options: StepUpOptions) => Promise<void>;
const StepUpContext = createContext<Ask | null>(null);

export function StepUpProvider({ children }: { children: ReactNode }) {
  const [pending, setPending] = useState<Pending | null>(null);
  const ask = useCallback<Ask>(async (options) => {
    const proved = await new Promise<boolean>((settle) => setPending({ ...options, settle }));
    setPending(null);
    if (!proved) throw new StepUpCancelled();
  }, []);
  return (
    <StepUpContext value={ask}>
      {children}
      {pending && <StepUpModal factorOnly={pending.factorOnly ?? false} onSettled={pending.settle} />}
    </StepUpContext>
  );
}

/** Runs an action; when the server asks for a fresh proof of identity, asks the person and runs it once more. */
export function useStepUp(): <T>(action: () => Promise<T>, options?: StepUpOptions) => Promise<T> {
  const ask = useContext(StepUpContext);
  return useMemo(
    () =>
      async <T,>(action: () => Promise<T>, options: StepUpOptions = {}) => {
        try {
          return await action();
        } catch (error) {
          if (!ask || !hasCode(error, 'STEP_UP_REQUIRED')) throw error;
          await ask(options);
          return action();
        }
      },
    [ask],
  );
}

/** The same for a form that holds the password already: it is the proof, so nothing is asked twice. */
export async function withPassword<T>(password: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!hasCode(error, 'STEP_UP_REQUIRED')) throw error;
    await api.authentication.stepUp({ body: { kind: 'PASSWORD', password } });
    return action();
  }
}
