'use client';

import { ActionIcon, Alert, Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { communityWire } from '@smartstart/contract';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useId, useState, type Ref } from 'react';
import { useProblemText } from '../../lib/problem';
import type { Channel, Kind, Unsent } from './types';

const limit = communityWire.communityLimits.messageCharacters;
const closeToLimit = 200;
const kinds = communityWire.messageKind.options;

/** What was begun and not sent, by channel and thread. */
const drafts = new Map<string, string>();

interface ComposerProps {
  readonly channel: Channel;
  readonly parentId: string | null;
  readonly onSend: (draft: { body: string; kind: Kind; parentId: string | null }) => void;
  readonly onTyping: () => void;
  readonly onStopped: () => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Where one writes. Enter sends, Shift and Enter begin a new line. */
export function Composer({ channel, parentId, onSend, onTyping, onStopped, ref }: ComposerProps) {
  const t = useTranslations('messages.composer');
  const draftKey = parentId ?? channel.id;
  const [words, setWords] = useState(drafts.get(draftKey) ?? '');
  const announces = channel.posting === 'ANNOUNCEMENTS' && parentId === null;
  const [kind, setKind] = useState<Kind>(announces ? 'ANNOUNCEMENT' : 'GENERAL');
  const hint = useId();
  const label = parentId
    ? t('reply')
    : t(channel.scope === 'DIRECT' ? 'labelDirect' : 'label', { name: channel.name });
  const why = reasonAgainst(channel, parentId);
  if (why) {
    return (
      <Text size="sm" c="dimmed">
        {t(`closed.${why}`)}
      </Text>
    );
  }
  const offered = kinds.filter((one) => one !== 'ANNOUNCEMENT' || channel.rights.includes('announce'));
  const change = (value: string) => {
    setWords(value);
    drafts.set(draftKey, value);
    if (value.trim()) onTyping();
    else onStopped();
  };
  const send = () => {
    const body = words.trim();
    if (body === '') return;
    onSend({ body, kind: parentId ? 'GENERAL' : kind, parentId });
    setWords('');
    drafts.delete(draftKey);
    setKind(announces ? 'ANNOUNCEMENT' : 'GENERAL');
    onStopped();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap={6}>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <Textarea
            {...(ref ? { ref } : {})}
            aria-label={label}
            aria-describedby={hint}
            placeholder={label}
            value={words}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={limit}
            flex={1}
            onChange={(event) => change(event.currentTarget.value)}
            onBlur={onStopped}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              send();
            }}
          />
          <ActionIcon type="submit" size={36} aria-label={t('send')} aria-disabled={words.trim() === ''}>
            <IconSend size={18} aria-hidden />
          </ActionIcon>
        </Group>
        <Group justify="space-between" gap="xs">
          {parentId || channel.scope === 'DIRECT' ? (
            <span />
          ) : (
            <NativeSelect
              size="xs"
              aria-label={t('kind')}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as Kind)}
              data={(announces ? offered.filter((one) => one === 'ANNOUNCEMENT') : offered).map((one) => ({
                value: one,
                label: t(`kinds.${one}`),
              }))}
            />
          )}
          <Text size="xs" c="dimmed" id={hint}>
            {limit - words.length <= closeToLimit ? t('left', { count: limit - words.length }) : t('hint')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function reasonAgainst({ archived, posting, rights, scope }: Channel, parentId: string | null) {
  if (archived) return 'archived';
  if (!rights.includes('comment')) return scope === 'DIRECT' ? 'direct' : 'reading';
  if (parentId) return null;
  if (!rights.includes('post')) return 'answering';
  return posting === 'ANNOUNCEMENTS' && !rights.includes('announce') ? 'announcements' : null;
}

/** What has not gone out yet, with the reason and another try. */
export function UnsentRow({
  unsent,
  onRetry,
  onDrop,
}: {
  unsent: Unsent;
  onRetry: (one: Unsent) => void;
  onDrop: (one: Unsent) => void;
}) {
  const t = useTranslations('messages.composer');
  const textOf = useProblemText();
  if (unsent.state === 'sending') {
    return (
      <Text size="sm" c="dimmed" px="md" py={4} style={{ overflowWrap: 'anywhere' }}>
        {t('sending', { text: unsent.body })}
      </Text>
    );
  }
  const { title, detail } = textOf(unsent.error);
  return (
    <Alert color="red" role="alert" title={t('failed')} mx="md" my={4}>
      <Stack gap={6}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {unsent.body}
        </Text>
        <Text size="sm">{detail ?? title}</Text>
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => onRetry(unsent)}>
            {t('again')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onDrop(unsent)}>
            {t('drop')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
