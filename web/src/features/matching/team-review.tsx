'use client';

import {
  Alert,
  Anchor,
  Button,
  Card,
  Group,
  List,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { Empty } from '../../components/page';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { PlainTable } from '../money/plain-table';
import { useRefreshOpportunities } from '../opportunities/queries';
import type { OpportunityInFull } from '../opportunities/types';
import { useOpportunityWords } from '../opportunities/words';
import { CandidateFacts } from './candidates-part';
import { FitBar } from './fit-bar';
import { FitSummary } from './fit-summary';
import { candidatesQuery } from './queries';
import { coverageOf, covered, substitutes, swapped } from './team';
import type { Confirmed } from './team-part';
import type { Candidate, TeamProposal } from './types';
import { points } from './weights';

interface TeamReviewProps {
  readonly opportunity: OpportunityInFull;
  readonly proposal: TeamProposal;
  readonly busy: boolean;
  /** Another proposal, without this person. */
  readonly onLeaveOut: (userId: string) => void;
  readonly onDone: (confirmed: Confirmed) => void;
}

/** A proposed team with why each is in it; it can be changed by hand before everybody is invited at once. */
export function TeamReview({ opportunity, proposal, busy, onLeaveOut, onDone }: TeamReviewProps) {
  const t = useTranslations('matching.team');
  const format = useFormat();
  const [members, setMembers] = useState(proposal.members);
  const [confirming, setConfirming] = useState(false);
  const candidates = useQuery(candidatesQuery(opportunity.id)).data?.items ?? [];
  const others = substitutes(candidates, members);
  const skills = covered(proposal.skills, members);
  const changed = members !== proposal.members;
  if (proposal.members.length === 0)
    return <Empty title={t('nobodyTitle')} text={t('nobodyText', { count: proposal.considered })} />;
  return (
    <Section
      title={t('proposal')}
      text={t('considered', { count: proposal.considered, exact: String(proposal.exact) })}
    >
      <Stack gap="lg">
        {proposal.openSeats > 0 && (
          <Alert color="orange">{t('openSeats', { count: proposal.openSeats })}</Alert>
        )}
        <div>
          <Text size="sm" fw={600}>
            {t('coverage')}
          </Text>
          <FitBar value={changed ? coverageOf(skills) : proposal.coverage} label={t('coverage')} size="lg" />
          {changed && (
            <Text size="sm" c="dimmed" role="status">
              {t('changed', { before: format.number(points(proposal.coverage)) })}
            </Text>
          )}
        </div>
        <PlainList label={t('members')} gap="md">
          {members.map((member, index) => (
            <li key={member.candidate.userId}>
              <Member
                member={member}
                others={others}
                busy={busy}
                onSwap={(candidate) => setMembers(swapped(members, index, candidate))}
                onLeaveOut={() => onLeaveOut(member.candidate.userId)}
              />
            </li>
          ))}
        </PlainList>
        <SkillTable skills={skills} members={members} />
        <Group>
          <Button disabled={members.length === 0} onClick={() => setConfirming(true)}>
            {t('confirm', { count: members.length })}
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setMembers(proposal.members)}>
              {t('reset')}
            </Button>
          )}
        </Group>
      </Stack>
      {confirming && (
        <ConfirmTeam
          opportunityId={opportunity.id}
          members={members}
          onClose={() => setConfirming(false)}
          onDone={onDone}
        />
      )}
    </Section>
  );
}

type TeamMember = TeamProposal['members'][number];

interface MemberProps {
  readonly member: TeamMember;
  readonly others: readonly Candidate[];
  readonly busy: boolean;
  readonly onSwap: (candidate: Candidate | null) => void;
  readonly onLeaveOut: () => void;
}

function Member({ member: { role, candidate, why }, others, busy, onSwap, onLeaveOut }: MemberProps) {
  const t = useTranslations('matching.team');
  const format = useFormat();
  const { userId, name } = candidate;
  return (
    <Card component="article" p="md">
      <Stack gap="sm">
        <Title order={3} size="h4">
          <Anchor component={Link} href={`/people/${userId}`} inherit c="inherit">
            {name}
          </Anchor>
          {role && ` · ${role}`}
        </Title>
        <CandidateFacts candidate={candidate} />
        {why.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('why')}
            </Text>
            <List size="sm">
              {why.map((reason) => (
                <List.Item key={reason}>{reason}</List.Item>
              ))}
            </List>
          </div>
        )}
        <FitSummary fit={candidate} of={name} own={false} />
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t('swap', { name })}
            flex="1 1 14rem"
            maw={360}
            value=""
            onChange={({ currentTarget }) => {
              const chosen = others.find((one) => one.userId === currentTarget.value);
              if (chosen) onSwap(chosen);
            }}
            data={[
              { value: '', label: t(others.length > 0 ? 'swapChoose' : 'swapNobody') },
              ...others.map((one) => ({
                value: one.userId,
                label: t('swapOption', { name: one.name, value: format.number(points(one.value)) }),
              })),
            ]}
          />
          <Button
            variant="default"
            loading={busy}
            aria-label={t('anotherNamed', { name })}
            onClick={onLeaveOut}
          >
            {t('another')}
          </Button>
          <Button variant="default" aria-label={t('dropNamed', { name })} onClick={() => onSwap(null)}>
            {t('drop')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function SkillTable({ skills, members }: { skills: TeamProposal['skills']; members: readonly TeamMember[] }) {
  const t = useTranslations('matching.team');
  const words = useOpportunityWords();
  if (skills.length === 0) return null;
  const nameOf = (userId: string | null) =>
    members.find(({ candidate }) => candidate.userId === userId)?.candidate.name ?? t('nobody');
  return (
    <PlainTable
      label={t('skills')}
      items={skills}
      keyOf={({ name }) => name}
      minWidth={360}
      columns={[
        { head: t('skill'), cell: ({ name }) => name },
        { head: t('asked'), cell: ({ asked }) => words.level(asked) },
        { head: t('held'), cell: ({ best }) => (best > 0 ? words.level(best) : '–') },
        { head: t('by'), cell: ({ userId }) => nameOf(userId) },
      ]}
    />
  );
}

interface ConfirmTeamProps {
  readonly opportunityId: string;
  readonly members: readonly TeamMember[];
  readonly onClose: () => void;
  readonly onDone: (confirmed: Confirmed) => void;
}

function ConfirmTeam({ opportunityId, members, onClose, onDone }: ConfirmTeamProps) {
  const t = useTranslations('matching.team');
  const intention = useIntention();
  const refresh = useRefreshOpportunities();
  const [message, setMessage] = useState('');
  const confirm = useMutation({
    mutationFn: () => {
      const body = {
        members: members.map(({ candidate, role }) => ({ userId: candidate.userId, role: role ?? '' })),
        message: message.trim(),
      };
      return api.matching.confirmTeam(
        { params: { opportunityId }, body },
        { idempotencyKey: intention.keyOf(body) },
      );
    },
    onSuccess: async (confirmed) => {
      intention.done();
      onClose();
      onDone(confirmed);
      await refresh();
    },
  });
  return (
    <OpenModal onClose={onClose} title={t('confirmTitle', { count: members.length })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t('confirmText')}</Text>
          <List size="sm">
            {members.map(({ candidate, role }) => (
              <List.Item key={candidate.userId}>
                {candidate.name}
                {role && ` · ${role}`}
              </List.Item>
            ))}
          </List>
          <Textarea
            label={t('message')}
            autosize
            minRows={2}
            maxLength={500}
            value={message}
            onChange={({ currentTarget }) => setMessage(currentTarget.value)}
          />
          <ProblemAlert error={confirm.error} />
          <ModalButtons
            confirm={t('confirm', { count: members.length })}
            busy={confirm.isPending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </OpenModal>
  );
}
