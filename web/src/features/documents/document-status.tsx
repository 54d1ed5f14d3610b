'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { DocumentState, PaperStatus } from './types';

const paperColour: Record<PaperStatus, string> = {
  NOT_REQUIRED: 'gray',
  PENDING: 'gray',
  REQUIRED: 'orange',
  SIGNED: 'green',
  EXPIRED: 'red',
  REVOKED: 'red',
};
const documentColour: Record<DocumentState, string> = {
  DRAFT: 'gray',
  UNDER_REVIEW: 'blue',
  REVISION_REQUESTED: 'orange',
  REJECTED: 'red',
  APPROVED: 'gray',
  SIGNING: 'orange',
  VERIFYING: 'blue',
  EFFECTIVE: 'green',
  SIGNATURE_REJECTED: 'red',
  SIGNATURE_INVALID: 'red',
  SIGNING_EXPIRED: 'red',
  AMENDMENT_DRAFT: 'green',
  AMENDMENT_REVIEW: 'green',
  AMENDMENT_SIGNING: 'orange',
  BREACH_INVESTIGATION: 'orange',
  BREACH_REMEDIATION: 'orange',
  EXPIRED: 'red',
  TERMINATED: 'gray',
  CANCELLED: 'gray',
};

// A dot carries the colour and the text keeps the page's own contrast.
export function PaperBadge({ status }: { status: PaperStatus }) {
  const t = useTranslations('documents.paperStatus');
  return (
    <Badge variant="dot" miw="max-content" color={paperColour[status]}>
      {t(status)}
    </Badge>
  );
}

export function DocumentBadge({ state }: { state: DocumentState }) {
  const t = useTranslations('documents.state');
  return (
    <Badge variant="dot" miw="max-content" color={documentColour[state]}>
      {t(state)}
    </Badge>
  );
}
