'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ProblemAlert } from '../../lib/problem';

export interface Done {
  /** Another act is another note, also with the same words. */
  readonly key: number;
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
  /** The thing is still there and has the focus. */
  readonly stays?: true;
}

/**
 * What was just done to something, and the way back. The focus is moved here where the thing may have left the list,
 * because the button that had it is gone.
 */
export function DoneNote({ done, onClose }: { done: Done; onClose: () => void }) {
  const t = useTranslations('workRhythm.done');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!done.stays) box.current?.focus();
  }, [done.key, done.stays]);
  const undo = useMutation({ mutationFn: async () => done.undo?.(), onSuccess: onClose });
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="status"
      withCloseButton
      closeButtonLabel={t('close')}
      onClose={onClose}
    >
      <Group gap="sm">
        <Text size="sm">{done.text}</Text>
        {done.undo && (
          <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('undo')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={undo.error} />
    </Alert>
  );
}
