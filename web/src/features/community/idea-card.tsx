'use client';

import { Alert, Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBigUp, IconArrowBigUpFilled, IconFlag, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Byline } from './byline';
import { CardMenu } from './card-menu';
import { IdeaForm } from './idea-form';
import { useRefreshCommunity } from './queries';
import { ReportModal } from './report-modal';
import type { Idea, IdeaEvent, IdeaState } from './types';

const stateColours: Readonly<Record<IdeaState, string>> = {
  OPEN: 'blue',
  UNDER_REVIEW: 'orange',
  ACCEPTED: 'fir',
  REJECTED: 'red',
  DONE: 'gray',
};
const linesInList = 4;

type Open = 'edit' | 'remove' | 'report' | IdeaEvent;

/** One idea: its words, its votes, and what those who decide do with it. `whole` on its own page. */
export function IdeaCard({
  idea,
  whole = false,
  onRemoved,
}: {
  idea: Idea;
  whole?: boolean;
  onRemoved?: () => void;
}) {
  const t = useTranslations('community.ideas');
  const [open, setOpen] = useState<Open | null>(null);
  const { rights, title } = idea;
  return (
    <Card component="article" p="md" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Byline
            person={idea.author}
            at={idea.createdAt}
            venture={idea.ventureId ? { id: idea.ventureId, name: idea.ventureName ?? '' } : null}
          />
          <CardMenu
            label={t('more', { title })}
            acts={[
              rights.includes('edit') && { label: t('edit'), icon: IconPencil, run: () => setOpen('edit') },
              rights.includes('report') && {
                label: t('report'),
                icon: IconFlag,
                run: () => setOpen('report'),
              },
              rights.includes('delete') && {
                label: t('remove'),
                icon: IconTrash,
                run: () => setOpen('remove'),
                danger: true,
              },
            ]}
          />
        </Group>
        <Stack gap={4}>
          {!whole && (
            <Title order={2} size="h4">
              <Anchor component={Link} href={`/community/ideas/${idea.id}`} inherit c="inherit">
                {title}
              </Anchor>
            </Title>
          )}
          <Text
            size="sm"
            {...(whole ? {} : { lineClamp: linesInList })}
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {idea.body}
          </Text>
        </Stack>
        {idea.gone && <Alert color="orange">{t('hidden')}</Alert>}
        <Group gap="xs">
          <Badge color={stateColours[idea.state]} variant="light">
            {t(`states.${idea.state}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {t('scales', { impact: idea.impact, effort: idea.effort })}
          </Text>
          {idea.tags.map((tag) => (
            <Badge key={tag} color="gray" variant="light" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
        {idea.decisionReason && (
          <Text size="sm">
            {t('reasonGiven', { name: idea.decidedBy?.name ?? '', reason: idea.decisionReason })}
          </Text>
        )}
        <Group justify="space-between">
          <Vote idea={idea} />
          <Group gap="xs">
            {idea.steps.map((event) => (
              <Button key={event} size="compact-md" variant="default" onClick={() => setOpen(event)}>
                {t(`steps.${event}`)}
              </Button>
            ))}
          </Group>
        </Group>
      </Stack>
      {open && (
        <Dialogue
          idea={idea}
          open={open}
          onClose={() => setOpen(null)}
          {...(onRemoved ? { onRemoved } : {})}
        />
      )}
    </Card>
  );
}

function Vote({ idea }: { idea: Idea }) {
  const t = useTranslations('community.ideas');
  const refresh = useRefreshCommunity();
  const params = { ideaId: idea.id };
  const vote = useMutation({
    mutationFn: () =>
      idea.voted ? api.community.takeVoteBack({ params }) : api.community.voteForIdea({ params, body: {} }),
    onSettled: refresh,
  });
  return (
    <Stack gap={4}>
      <Button
        size="compact-md"
        variant={idea.voted ? 'light' : 'default'}
        aria-pressed={idea.voted}
        loading={vote.isPending}
        disabled={!idea.rights.includes('vote')}
        leftSection={
          idea.voted ? (
            <IconArrowBigUpFilled size={16} aria-hidden />
          ) : (
            <IconArrowBigUp size={16} aria-hidden />
          )
        }
        onClick={() => vote.mutate()}
      >
        {t('votes', { count: idea.votes })}
      </Button>
      <ProblemAlert error={vote.error} />
    </Stack>
  );
}

interface DialogueProps {
  readonly idea: Idea;
  readonly open: Open;
  readonly onClose: () => void;
  readonly onRemoved?: () => void;
}

function Dialogue({ idea, open, onClose, onRemoved }: DialogueProps) {
  const t = useTranslations('community.ideas');
  const refresh = useRefreshCommunity();
  const params = { ideaId: idea.id };
  if (open === 'edit') return <IdeaForm idea={idea} onClose={onClose} />;
  if (open === 'report') return <ReportModal kind="IDEA" subjectId={idea.id} onClose={onClose} />;
  if (open === 'remove') {
    return (
      <ConfirmModal
        title={t('removeTitle')}
        text={t('removeText')}
        confirm={t('remove')}
        danger
        run={async () => {
          await api.community.removeIdea({ params });
          onRemoved?.();
          await refresh();
        }}
        onClose={onClose}
      />
    );
  }
  const needsReason = open === 'reject';
  return (
    <ConfirmModal
      title={t('stepTitle', { step: t(`steps.${open}`), title: idea.title })}
      text={t(`stepTexts.${open}`)}
      confirm={t(`steps.${open}`)}
      danger={needsReason}
      {...(needsReason ? { reason: t('reason') } : {})}
      run={async (reason) => {
        await api.community.stepIdea({ params, body: { event: open, reason } });
        await refresh();
      }}
      onClose={onClose}
    />
  );
}
