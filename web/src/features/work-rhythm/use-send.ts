'use client';

import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { applyErrors } from '../../lib/form';

/** Sends a form; what the server says of single fields goes to them, anything else is shown as a whole. */
export function useSend<V extends object, T, S extends V = V>(
  form: UseFormReturnType<V>,
  { run, onDone }: { run: (values: S) => Promise<T>; onDone: (answer: T) => void },
) {
  const [error, setError] = useState<unknown>(null);
  const act = useMutation({
    mutationFn: run,
    onMutate: () => setError(null),
    onSuccess: onDone,
    onError: (failure) => {
      if (!applyErrors(form, failure)) setError(failure);
    },
  });
  return { send: (values: S) => act.mutate(values), busy: act.isPending, error };
}
