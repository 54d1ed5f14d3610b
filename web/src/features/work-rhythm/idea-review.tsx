'use client';

import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import type { Venture } from '../ventures/types';
import { useRefreshWork } from '../work/queries';
import { useSend } from './use-send';

interface IdeaReviewProps {
  readonly venture: Venture;
  readonly byYou: boolean;
  readonly onDone: (text: string) => void;
}

interface Values {
  comment: string;
}

/** An idea that waits for somebody outside the ownership; others read that it does. */
export function IdeaReview({ venture, byYou, onDone }: IdeaReviewProps) {
  const t = useTranslations('workRhythm.phase.review');
  return (
    <Section title={t('title')} text={t(byYou ? 'text' : 'waiting')}>
      {byYou && <ReviewForm venture={venture} onDone={onDone} />}
    </Section>
  );
}

function ReviewForm({ venture, onDone }: Omit<IdeaReviewProps, 'byYou'>) {
  const t = useTranslations('workRhythm.phase.review');
  const client = useQueryClient();
  const refresh = useRefreshWork(venture.id);
  const form = useForm<Values>({ initialValues: { comment: '' } });
  const { send, busy, error } = useSend(form, {
    run: ({ comment, accept }: Values & { accept: boolean }) =>
      api.work.reviewIdea({ params: { ventureId: venture.id }, body: { accept, comment } }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['ventures'] });
      void refresh();
      onDone(t('done'));
    },
  });
  const decide = (accept: boolean) => {
    const { comment } = form.getValues();
    if (accept || comment.trim()) {
      send({ comment, accept });
      return;
    }
    form.setFieldError('comment', t('commentMissing'));
    form.getInputNode('comment')?.focus();
  };
  return (
    <Stack>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        <b>{venture.name}</b>
        {venture.purpose && `\n${venture.purpose}`}
      </Text>
      <Anchor component={Link} href={`/ventures/${venture.id}`} size="sm">
        {t('read')}
      </Anchor>
      <Textarea
        label={t('comment')}
        description={t('commentHint')}
        autosize
        minRows={3}
        maxLength={5000}
        {...form.getInputProps('comment')}
      />
      <ProblemAlert error={error} />
      <Group>
        <Button loading={busy} onClick={() => decide(true)}>
          {t('accept')}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => decide(false)}>
          {t('return')}
        </Button>
      </Group>
    </Stack>
  );
}
