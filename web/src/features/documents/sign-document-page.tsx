'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../lib/problem';
import { documentQuery } from './queries';
import { RoomSkeleton } from './sign-paper-page';
import type { PackContext } from './signing-result';
import { SigningRoom } from './signing-room';

/** `/documents/[id]/sign`: a copy that exists already, such as one waiting for a countersignature. */
export function SignDocumentPage({ documentId, ...context }: PackContext & { documentId: string }) {
  const t = useTranslations('documents.sign');
  const document = useQuery({ ...documentQuery(documentId), refetchOnMount: 'always' });
  // A copy seen earlier may still say that another person is due.
  const loaded = document.isFetchedAfterMount ? document.data : undefined;
  return (
    <Page
      title={document.data ? t('pageTitle', { name: document.data.name }) : t('pageTitlePlain')}
      crumbs={[{ label: t('crumb'), href: '/documents' }]}
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
