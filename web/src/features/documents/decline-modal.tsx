'use client';

import { api } from '../../lib/api';
import { DeclineDialog } from './decline-dialog';
import { useRefreshPapers } from './queries';
import type { LegalDocument } from './types';

interface Props {
  document: Pick<LegalDocument, 'id' | 'name'>;
  onClose: () => void;
  onDeclined: (document: LegalDocument) => void;
}

/** A member declines. */
export function DeclineModal({ document, onClose, onDeclined }: Props) {
  const refresh = useRefreshPapers();
  return (
    <DeclineDialog
      name={document.name}
      send={(reason) => api.legal.decline({ params: { documentId: document.id }, body: { reason } })}
      onClose={onClose}
      onDeclined={(declined) => {
        onDeclined(declined);
        refresh();
      }}
    />
  );
}
