'use client';

import { Button, Card, Group, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { communityWire } from '@smartstart/contract';
import { IconBulb, IconChartBar, IconHeartHandshake } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { channelsQuery, useRefreshChannels } from '../messages/queries';
import { IdeaForm } from './idea-form';
import { KudosForm } from './kudos-form';
import { PollForm } from './poll-form';
import { useRefreshCommunity } from './queries';

type Said = 'QUESTION' | 'CELEBRATION';
type Form = 'idea' | 'poll' | 'kudos';

const forms = [
  { key: 'idea', icon: IconBulb },
  { key: 'poll', icon: IconChartBar },
  { key: 'kudos', icon: IconHeartHandshake },
] as const;

/** Asks for help or celebrates, in a channel of one’s choice; an idea, a poll and kudos have forms of their own. */
export function FeedComposer() {
  const t = useTranslations('community.composer');
  const [kind, setKind] = useState<Said>('QUESTION');
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [form, setForm] = useState<Form | null>(null);
  const clientId = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const refresh = useRefreshCommunity();
  const refreshChannels = useRefreshChannels();
  const { data } = useQuery(channelsQuery());
  // Direct talk is not for the feed.
  const channels = (data?.items ?? []).filter(
    ({ scope, archived, posting, rights }) =>
      scope !== 'DIRECT' && !archived && posting === 'EVERYBODY' && rights.includes('post'),
  );
  const usual =
    channels.find(({ scope, name }) => scope === 'PLATFORM' && name === usualOf[kind]) ?? channels[0];
  const channelId = channels.some(({ id }) => id === chosen) ? chosen : (usual?.id ?? null);
  const send = useMutation({
    mutationFn: (id: string) => {
      clientId.current ??= crypto.randomUUID();
      return api.channels.send({
        params: { channelId: id },
        body: { clientId: clientId.current, kind, body: words.trim() },
      });
    },
    onSuccess: async () => {
      clientId.current = null;
      setWords('');
      notifications.show({ color: 'fir', message: t('sent') });
      await Promise.all([refresh(), refreshChannels()]);
    },
  });
  return (
    <Card component="section" aria-label={t('title')} p="md">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const empty = words.trim() === '';
          setMissing(empty);
          if (empty) field.current?.focus();
          else if (channelId) send.mutate(channelId);
        }}
      >
        <Stack gap="sm">
          <Group justify="space-between">
            <SegmentedControl
              aria-label={t('title')}
              value={kind}
              onChange={(value) => setKind(value as Said)}
              data={[
                { value: 'QUESTION', label: t('question') },
                { value: 'CELEBRATION', label: t('win') },
              ]}
            />
            <Group gap="xs">
              {forms.map(({ key, icon: Icon }) => (
                <Button
                  key={key}
                  size="compact-md"
                  variant="default"
                  leftSection={<Icon size={16} aria-hidden />}
                  onClick={() => setForm(key)}
                >
                  {t(key)}
                </Button>
              ))}
            </Group>
          </Group>
          <Textarea
            ref={field}
            label={t(kind === 'QUESTION' ? 'questionLabel' : 'winLabel')}
            value={words}
            error={missing && words.trim() === '' ? t('missing') : null}
            maxLength={communityWire.communityLimits.messageCharacters}
            autosize
            minRows={2}
            maxRows={10}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <ProblemAlert error={send.error} />
          <Group align="flex-end" justify="space-between">
            <Select
              label={t('where')}
              allowDeselect={false}
              value={channelId}
              onChange={setChosen}
              data={channels.map(({ id, name, scopeName }) => ({
                value: id,
                label: scopeName ? `${scopeName}: ${name}` : name,
              }))}
            />
            <Button type="submit" loading={send.isPending} disabled={channelId === null}>
              {t('send')}
            </Button>
          </Group>
        </Stack>
      </form>
      {form === 'idea' && <IdeaForm onClose={() => setForm(null)} />}
      {form === 'poll' && <PollForm onClose={() => setForm(null)} />}
      {form === 'kudos' && <KudosForm onClose={() => setForm(null)} />}
    </Card>
  );
}

/** The channels of the first day; renamed or archived, another one is offered. */
const usualOf = { QUESTION: 'Help', CELEBRATION: 'General' } as const;
