'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ActModal } from './act-modal';
import { grave, isRunning, type Act } from './acts';
import type { Agreement } from './types';

interface ActButtonsProps {
  readonly agreement: Agreement;
  readonly acts: readonly Act[];
  /** The first is what the reader most likely wants. */
  readonly leading?: boolean;
}

/** A button an act; what the act asks for follows in a dialogue. */
export function ActButtons({ agreement, acts, leading = false }: ActButtonsProps) {
  const t = useTranslations('agreements.actions');
  const [open, setOpen] = useState<Act | null>(null);
  return (
    <>
      {acts.map((act, index) => (
        <Button
          key={act}
          variant={leading && index === 0 ? 'filled' : grave.has(act) ? 'subtle' : 'default'}
          {...(grave.has(act) ? { color: 'red' } : {})}
          onClick={() => setOpen(act)}
        >
          {t(act === 'RETRY' && isRunning(agreement) ? 'EXTEND.button' : `${act}.button`)}
        </Button>
      ))}
      {open && <ActModal act={open} agreement={agreement} onClose={() => setOpen(null)} />}
    </>
  );
}
