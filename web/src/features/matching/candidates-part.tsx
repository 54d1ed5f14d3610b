'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconMapPin, IconSend } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FitSummary } from './fit-summary';
import { candidatesQuery, type Candidates } from './queries';
import type { Candidate } from './types';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { useInvite } from '../opportunities/invited-part';
import { opportunityHref, type OpportunityInFull } from '../opportunities/types';
import { useOpportunityWords } from '../opportunities/words';
import { points } from './weights';

const skillsShown = 6;
/** Cards at first, and how many more each time. */
const pageOf = 10;

/** "Who fits?": people who fit and want this, best for both sides first. */
export function CandidatesPart({ opportunity }: { opportunity: OpportunityInFull }) {
  const candidates = useQuery(candidatesQuery(opportunity.id));
  return (
    <QueryView query={candidates}>{(data) => <List opportunity={opportunity} candidates={data} />}</QueryView>
  );
}

interface ListProps {
  readonly opportunity: OpportunityInFull;
  readonly candidates: Candidates;
}

function List({ opportunity, candidates: { items, readiness } }: ListProps) {
  const t = useTranslations('matching.candidates');
  const [asking, setAsking] = useState<Candidate | null>(null);
  const [shown, setShown] = useState(pageOf);
  const left = items.length - shown;
  if (items.length === 0)
    return (
      <Empty
        title={t(readiness === 'WARMING' ? 'warmingTitle' : 'emptyTitle')}
        text={t(readiness === 'WARMING' ? 'warmingText' : 'emptyText')}
        action={
          <Button component={Link} href={opportunityHref(opportunity.id, '/edit')} variant="default">
            {t('edit')}
          </Button>
        }
      />
    );
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw="72ch">
        {t('hint')}
      </Text>
      <PlainList label={t('label')} gap="md">
        {items.slice(0, shown).map((candidate) => (
          <li key={candidate.userId}>
            <CandidateCard
              candidate={candidate}
              opportunityId={opportunity.id}
              onAsk={opportunity.actions.includes('INVITE') ? () => setAsking(candidate) : null}
            />
          </li>
        ))}
      </PlainList>
      {left > 0 && (
        <Group justify="center">
          <Button variant="default" onClick={() => setShown(shown + pageOf)}>
            {t('more', { count: Math.min(left, pageOf) })}
          </Button>
        </Group>
      )}
      {asking && (
        <AskModal candidate={asking} opportunityId={opportunity.id} onClose={() => setAsking(null)} />
      )}
    </Stack>
  );
}

interface CandidateCardProps {
  readonly candidate: Candidate;
  readonly opportunityId: string;
  /** Null while nobody can be invited. */
  readonly onAsk: (() => void) | null;
}

function CandidateCard({ candidate, opportunityId, onAsk }: CandidateCardProps) {
  const t = useTranslations('matching.candidates');
  const format = useFormat();
  const { userId, name, value, applicationId, invited } = candidate;
  return (
    <Card component="article" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={3} size="h4">
            <Anchor component={Link} href={`/people/${userId}`} inherit c="inherit">
              {name}
            </Anchor>
          </Title>
          <Group gap="xs">
            {applicationId && <Badge color="blue">{t('applied')}</Badge>}
            {invited && <Badge color="gray">{t('invited')}</Badge>}
          </Group>
        </Group>
        <CandidateFacts candidate={candidate} />
        <Text size="sm">{t('both', { value: format.number(points(value)) })}</Text>
        <FitSummary
          fit={candidate}
          of={name}
          own={false}
          editHref={opportunityHref(opportunityId, '/edit')}
          actions={
            applicationId ? (
              <Button
                component={Link}
                href={opportunityHref(opportunityId, '?tab=applications')}
                size="xs"
                aria-label={t('readNamed', { name })}
              >
                {t('read')}
              </Button>
            ) : (
              !invited &&
              onAsk && (
                <Button
                  size="xs"
                  leftSection={<IconSend size={16} aria-hidden />}
                  aria-label={t('askNamed', { name })}
                  onClick={onAsk}
                >
                  {t('ask')}
                </Button>
              )
            )
          }
        />
      </Stack>
    </Card>
  );
}

/** What a profile shows of a candidate. */
export function CandidateFacts({ candidate }: { candidate: Candidate }) {
  const words = useOpportunityWords();
  const { headline, location, skills } = candidate;
  return (
    <Stack gap={6}>
      {headline && <Text size="sm">{headline}</Text>}
      {location && (
        <Group gap={6} c="dimmed" wrap="nowrap">
          <IconMapPin size={16} aria-hidden />
          <Text size="sm">{location}</Text>
        </Group>
      )}
      {skills.length > 0 && (
        <Group gap={6}>
          {skills.slice(0, skillsShown).map((skill) => (
            <Badge key={skill.name}>{words.skill(skill)}</Badge>
          ))}
        </Group>
      )}
    </Stack>
  );
}

interface AskModalProps {
  readonly candidate: Candidate;
  readonly opportunityId: string;
  readonly onClose: () => void;
}

function AskModal({ candidate: { userId, name }, opportunityId, onClose }: AskModalProps) {
  const t = useTranslations('matching.candidates');
  const [message, setMessage] = useState('');
  const invite = useInvite(opportunityId);
  return (
    <OpenModal onClose={onClose} title={t('askTitle', { name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ userId, message: message.trim() }, { onSuccess: onClose });
        }}
      >
        <Stack>
          <Text size="sm">{t('askText')}</Text>
          <Textarea
            label={t('message')}
            data-autofocus
            autosize
            minRows={3}
            maxLength={500}
            value={message}
            onChange={({ currentTarget }) => setMessage(currentTarget.value)}
          />
          <ProblemAlert error={invite.error} />
          <ModalButtons confirm={t('ask')} busy={invite.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
