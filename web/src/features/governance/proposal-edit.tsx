'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api, newKey } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { BuzFrame } from '../buz/buz-frame';
import { ProposalForm, type ProposalDraft } from './proposal-form';
import { proposalQuery, useTakeProposal, type Proposal } from './queries';

type Loaded = Proposal & { readonly etag?: string };
const blank: ProposalDraft = { kind: 'FEATURE', title: '', text: '' };

function useCrumbs() {
  const t = useTranslations('governance');
  return [{ label: t('title'), href: '/buz/governance' }];
}

/** `/buz/governance/new`: a draft that only its proposer sees. */
export function NewProposalPage() {
  const t = useTranslations('governance');
  const router = useRouter();
  const take = useTakeProposal();
  const intention = useRef<{ body: string; key: string } | null>(null);
  const create = useMutation({
    mutationFn: (draft: ProposalDraft) => {
      // The same text is the same intention, however often it has to be sent.
      const body = JSON.stringify(draft);
      if (intention.current?.body !== body) intention.current = { body, key: newKey() };
      return api.governance.create({ body: draft }, { idempotencyKey: intention.current.key });
    },
    onSuccess: async (proposal) => {
      router.push(`/buz/governance/${proposal.id}`);
      await take(proposal);
    },
  });
  return (
    <BuzFrame title={t('new')} lead={t('newLead')} crumbs={useCrumbs()}>
      <ProposalForm
        start={blank}
        saving={create.isPending || create.isSuccess}
        back="/buz/governance"
        failure={create.error && <ProblemAlert error={create.error} />}
        onSave={(draft) => create.mutate(draft)}
      />
    </BuzFrame>
  );
}

/** `/buz/governance/[id]/edit`: drafts only. */
export function EditProposalPage({ proposalId }: { proposalId: string }) {
  const t = useTranslations('governance');
  const { userId } = useSession();
  // Editing begins on the newest version; what arrives later is met as a conflict, never by changing text under the hand.
  const query = useQuery({ ...proposalQuery(proposalId), refetchOnMount: 'always' });
  const loaded = query.isFetchedAfterMount ? query.data : undefined;
  return (
    <BuzFrame title={t('edit')} crumbs={useCrumbs()}>
      <QueryView query={{ data: loaded, error: query.error, refetch: query.refetch }} lines={4}>
        {(proposal) =>
          proposal.state === 'DRAFT' && proposal.proposer.userId === userId ? (
            <Editor first={proposal} />
          ) : (
            <Empty
              title={t('notDraftTitle')}
              text={t('notDraftText')}
              action={
                <Button component={Link} href={`/buz/governance/${proposalId}`}>
                  {t('toProposal')}
                </Button>
              }
            />
          )
        }
      </QueryView>
    </BuzFrame>
  );
}

function Editor({ first }: { first: Loaded }) {
  const t = useTranslations('governance');
  const router = useRouter();
  const take = useTakeProposal();
  // Kept apart from the cache: a refetch must not change the version an edit is based on.
  const [base, setBase] = useState<Loaded>(first);
  const [start, setStart] = useState<{ draft: ProposalDraft; round: number }>({ draft: first, round: 0 });
  const typed = useRef<ProposalDraft>(first);
  const params = { proposalId: base.id };
  const edit = useMutation({
    mutationFn: (draft: ProposalDraft) => {
      typed.current = draft;
      return api.governance.edit({ params, body: draft }, base.etag ? { ifMatch: base.etag } : {});
    },
    onSuccess: async (proposal) => {
      router.push(`/buz/governance/${proposal.id}`);
      await take(proposal);
    },
  });
  const reload = useMutation({
    mutationFn: async (keep: boolean) => ({ keep, latest: await api.governance.get({ params }) }),
    onSuccess: ({ keep, latest }) => {
      setBase(latest);
      setStart(({ round }) => ({ draft: keep ? typed.current : latest, round: round + 1 }));
      edit.reset();
    },
  });
  const conflict = hasCode(edit.error, 'EDIT_CONFLICT');
  return (
    <ProposalForm
      key={start.round}
      start={{ kind: start.draft.kind, title: start.draft.title, text: start.draft.text }}
      saving={edit.isPending || edit.isSuccess}
      back={`/buz/governance/${base.id}`}
      failure={
        conflict ? (
          <Alert color="orange" role="alert" title={t('conflict.title')}>
            <Stack gap="sm">
              <Text size="sm">{t('conflict.text')}</Text>
              {reload.error && <ProblemAlert error={reload.error} />}
              <Group>
                <Button size="xs" loading={reload.isPending} onClick={() => reload.mutate(true)}>
                  {t('conflict.keep')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  loading={reload.isPending}
                  onClick={() => reload.mutate(false)}
                >
                  {t('conflict.discard')}
                </Button>
              </Group>
            </Stack>
          </Alert>
        ) : (
          edit.error && <ProblemAlert error={edit.error} />
        )
      }
      onSave={(draft) => edit.mutate(draft)}
    />
  );
}
