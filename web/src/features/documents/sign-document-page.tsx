'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../lib/problem';
import { agreementQuery } from '../agreements/queries';
import type { Agreement } from '../agreements/types';
import { RoomSkeleton } from './sign-paper-page';
import type { PackContext } from './signing-result';
import { SigningRoom } from './signing-room';

/** `/documents/[id]/sign`: a copy that exists already, waiting for a countersignature, or an agreement. */
export function SignDocumentPage({ documentId, ...context }: PackContext & { documentId: string }) {
  const t = useTranslations('documents.sign');
  const document = useQuery({ ...agreementQuery(documentId), refetchOnMount: 'always' });
  // A copy seen earlier may still say that another person is due.
  const loaded = document.isFetchedAfterMount ? document.data : undefined;
  return (
    <Page
      title={document.data ? t(title(document.data), { name: document.data.name }) : t('pageTitlePlain')}
      crumbs={[
        { label: t('crumb'), href: '/documents' },
        ...(document.data?.kind === 'CUSTOM'
          ? [{ label: t('crumbAgreement'), href: `/documents/${documentId}` }]
          : []),
      ]}
    >
      {document.isLoadingError ? (
        <ProblemAlert error={document.error} onRetry={() => void document.refetch()} />
      ) : loaded ? (
        <SigningRoom
          key={`${loaded.id} ${loaded.textHash}`}
          document={loaded}
          context={context}
          onReload={() => void document.refetch()}
        />
      ) : (
        <RoomSkeleton />
      )}
    </Page>
  );
}

/** What the reader is asked for stands in the heading. */
function title({ permissions }: Agreement) {
  if (permissions.includes('APPROVE')) return 'pageTitleApprove';
  return permissions.includes('VIEW_TO_CONFIRM') ? 'pageTitleRead' : 'pageTitle';
}
