'use client';

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { Empty, Page } from '../../components/page';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { Composer } from './composer';
import { clausesQuery, templateOfDraftQuery } from './queries';
import type { Agreement } from './types';

/** `/documents/[id]/edit`: writes a draft, or an amendment of what is in force. */
export function ComposerPage({ documentId }: { documentId: string }) {
  const t = useTranslations('agreements.composer');
  const list = useTranslations('documents.papers');
  // Not under `documents`: own edits come back as live messages, and the form must not be loaded anew under the hands.
  const draft = useQuery({
    queryKey: ['composer', documentId],
    queryFn: () => api.agreements.agreement({ params: { documentId } }),
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const open = draft.data?.permissions.includes('EDIT') && draft.data.draft !== null;
  const template = useQuery({ ...templateOfDraftQuery(documentId), enabled: open === true });
  const library = useQuery(clausesQuery());
  const names = useNames(draft.data);
  const crumbs = [{ label: list('title'), href: '/documents' }];
  const failed = [draft, template, library].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <ProblemAlert
          error={failed.error}
          onRetry={() => void Promise.all([draft.refetch(), library.refetch()])}
        />
      </Page>
    );
  const here = [...crumbs, { label: t('crumb'), href: `/documents/${documentId}` }];
  if (draft.data && !open)
    return (
      <Page title={t('title')} crumbs={here}>
        <Empty
          title={t('closedTitle')}
          text={t('closedText')}
          action={
            <Button component={Link} href={`/documents/${documentId}`}>
              {t('toDocument')}
            </Button>
          }
        />
      </Page>
    );
  if (!draft.data || !template.data || !library.data || !names)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <Skeleton height={420} aria-hidden />
      </Page>
    );
  return (
    <Composer
      key={documentId}
      start={draft.data}
      template={template.data}
      library={library.data.items}
      names={names}
      crumbs={here}
    />
  );
}

/** A draft keeps the ids of members; what they are called is in the document or with the reader. */
function useNames(agreement: Agreement | undefined): ReadonlyMap<string, string> | null {
  const me = useMe().data;
  return useMemo(() => {
    if (!agreement || !me) return null;
    const known = agreement.recipients.flatMap(({ userId, name }): [string, string][] =>
      userId ? [[userId, name]] : [],
    );
    return new Map([...known, [me.id, me.name]]);
  }, [agreement, me]);
}
