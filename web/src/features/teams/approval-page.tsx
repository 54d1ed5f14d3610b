'use client';

import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { ApprovalState } from './looks';
import { approvalQuery, useRefreshTeams } from './queries';
import { TeamsFrame } from './teams-frame';
import type { Approval } from './types';

/** `/approvals/[id]`: one request, and what can be done with it. */
export function ApprovalPage({ approvalId }: { approvalId: string }) {
  const t = useTranslations('teams.approvals');
  const query = useQuery(approvalQuery(approvalId));
  return (
    <TeamsFrame
      title={query.data?.subject ?? t('title')}
      crumbs={[{ label: t('title'), href: '/approvals' }]}
    >
      <QueryView query={query}>{(approval) => <Shown approval={approval} />}</QueryView>
    </TeamsFrame>
  );
}

function Shown({ approval }: { approval: Approval }) {
  const t = useTranslations('teams.approvals');
  const { dateTime } = useFormat();
  const refresh = useRefreshTeams();
  const [open, setOpen] = useState<Approval['steps'][number] | null>(null);
  const place = approval.team ?? approval.company;
  const params = { approvalId: approval.id };
  return (
    <Section
      title={t(`kindOf.${approval.kind}`)}
      text={t('byTo', { requester: approval.requester.name, approver: approval.approver.name })}
    >
      <Group gap="xs">
        <ApprovalState state={approval.state} />
        {place && (
          <Anchor
            component={Link}
            href={approval.team ? `/teams/${place.id}` : `/companies/${place.id}`}
            size="sm"
          >
            {place.name}
          </Anchor>
        )}
        {approval.otherCompany && (
          <Anchor component={Link} href={`/companies/${approval.otherCompany.id}`} size="sm">
            {approval.otherCompany.name}
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {dateTime(approval.decidedAt ?? approval.createdAt)}
        </Text>
      </Group>
      {approval.message && (
        <Text maw="68ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {approval.message}
        </Text>
      )}
      {approval.comment && (
        <Stack gap={2}>
          <Text size="sm" fw={600}>
            {t('comment')}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {approval.comment}
          </Text>
        </Stack>
      )}
      {approval.steps.length > 0 && (
        <Group>
          {approval.steps.map((step) => (
            <Button
              key={step}
              variant={step === 'approve' ? 'filled' : 'default'}
              onClick={() => setOpen(step)}
            >
              {t(step)}
            </Button>
          ))}
        </Group>
      )}
      {open === 'withdraw' && (
        <ConfirmModal
          title={t('withdrawTitle')}
          text={t('withdrawText')}
          confirm={t('withdraw')}
          run={() => api.approvals.withdraw({ params, body: {} })}
          onClose={() => setOpen(null)}
          onDone={() => void refresh()}
        />
      )}
      {(open === 'approve' || open === 'reject') && (
        <DecideForm approval={approval} decision={open} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

interface DecideFormProps {
  readonly approval: Approval;
  readonly decision: 'approve' | 'reject';
  readonly onClose: () => void;
}

function DecideForm({ approval, decision, onClose }: DecideFormProps) {
  const t = useTranslations('teams.approvals');
  const refresh = useRefreshTeams();
  const form = useForm({ initialValues: { comment: '' } });
  const decide = useMutation({
    mutationFn: ({ comment }: typeof form.values) =>
      api.approvals.decide({
        params: { approvalId: approval.id },
        body: { decision, comment: comment.trim() },
      }),
    onSuccess: async () => {
      onClose();
      await refresh();
    },
  });
  return (
    <FormModal
      title={t('decideTitle', { decision: t(decision), subject: approval.subject })}
      confirm={t(decision)}
      form={form}
      busy={decide.isPending}
      error={decide.error}
      danger={decision === 'reject'}
      onSubmit={(values) => decide.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('decideText', { name: approval.requester.name })}</Text>
      <Textarea
        {...form.getInputProps('comment')}
        label={t('comment')}
        maxLength={1000}
        autosize
        minRows={2}
        data-autofocus
      />
    </FormModal>
  );
}
