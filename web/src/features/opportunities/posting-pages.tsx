'use client';

import { Button, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { OpportunityMissing } from './opportunity-missing';
import { draftOf, emptyPosting } from './posting-draft';
import { PostingForm } from './posting-form';
import { opportunityQuery } from './queries';
import { opportunityHref, type Kind } from './types';

interface NewPageProps {
  readonly kind: Kind;
  readonly ventureId: string | null;
}

/** `/opportunities/new`: for oneself or for a venture one leads in. */
export function NewPage({ kind, ventureId }: NewPageProps) {
  const t = useTranslations('opportunities.new');
  const access = useAccess();
  return (
    <Page
      title={t('title', { kind })}
      lead={t('lead', { kind })}
      crumbs={[{ label: t('root'), href: '/opportunities' }]}
    >
      <QueryView query={access}>
        {({ held }) =>
          held.includes(2) ? (
            <NewForm first={kind} ventureId={ventureId} />
          ) : (
            <Empty
              title={t('seatTitle')}
              text={t('seatText')}
              action={
                <Button component={Link} href="/onboarding?step=plan">
                  {t('seatAction')}
                </Button>
              }
            />
          )
        }
      </QueryView>
    </Page>
  );
}

/** Roles that post for a venture. */
const posting: readonly string[] = ['OWNER', 'CO_OWNER', 'LEAD'];

function NewForm({ first, ventureId }: { first: Kind; ventureId: string | null }) {
  const t = useTranslations('opportunities.new');
  const [kind, setKind] = useState(first);
  const [venture, setVenture] = useState(ventureId ?? '');
  const ventures = useQuery({
    queryKey: ['ventures', 'list', 'mine', 'posting'],
    queryFn: ({ signal }) => api.ventures.list({ query: { mine: 'true', limit: 100 } }, { signal }),
  }).data?.items.filter(({ myRole }) => myRole !== null && posting.includes(myRole));
  const chosen = kind === 'SERVICE' ? null : venture || null;
  return (
    <Stack gap="lg">
      <SegmentedControl
        aria-label={t('what')}
        value={kind}
        onChange={(value) => setKind(value === 'SERVICE' ? 'SERVICE' : 'OPPORTUNITY')}
        data={[
          { value: 'OPPORTUNITY', label: t('OPPORTUNITY') },
          { value: 'SERVICE', label: t('SERVICE') },
        ]}
        w="fit-content"
        maw="100%"
      />
      {kind === 'OPPORTUNITY' && (
        <NativeSelect
          label={t('for')}
          description={t('forHint')}
          maw={480}
          value={venture}
          onChange={({ currentTarget }) => setVenture(currentTarget.value)}
          data={[
            { value: '', label: t('myself') },
            ...(ventures ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <PostingForm
        key={kind}
        kind={kind}
        ventureId={chosen}
        saved={null}
        begun={kind === 'SERVICE' ? { ...emptyPosting, ndaRequired: false } : emptyPosting}
      />
    </Stack>
  );
}

/** `/opportunities/[id]/edit` */
export function EditPage({ opportunityId }: { opportunityId: string }) {
  const t = useTranslations('opportunities.edit');
  const format = useMoneyFormat();
  // Edits rest on one version: what others save meanwhile comes as a conflict and not under the person's hands.
  const query = useQuery({
    ...opportunityQuery(opportunityId),
    queryKey: ['opportunity-edit', opportunityId],
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (query.isLoadingError || hasCode(query.error, 'NOT_FOUND'))
    return <OpportunityMissing error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Page
      title={t('title')}
      crumbs={[
        { label: t('root'), href: '/opportunities' },
        { label: query.data?.title ?? t('one'), href: opportunityHref(opportunityId) },
      ]}
    >
      <QueryView query={query}>
        {(saved) =>
          saved.actions.includes('EDIT') ? (
            <PostingForm
              kind={saved.kind}
              ventureId={saved.details?.venture?.id ?? null}
              saved={saved}
              begun={draftOf(saved, format)}
            />
          ) : (
            <Stack>
              <Text>{t('closed')}</Text>
              <div>
                <Button component={Link} href={opportunityHref(opportunityId)} variant="default">
                  {t('back')}
                </Button>
              </div>
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}
