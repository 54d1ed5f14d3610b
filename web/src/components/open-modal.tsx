'use client';

import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/**
 * A dialogue that is mounted only while it is open, so that it always starts empty. Mantine gives the focus back when a
 * dialogue is closed, not when it is taken away; this does, so that the keyboard goes on where it was.
 */
export function OpenModal(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Whoever has closed it may have moved the focus on purpose.
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    },
    [opener],
  );
  return <Modal {...props} opened />;
}
