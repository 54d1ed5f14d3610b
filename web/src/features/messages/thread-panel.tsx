'use client';

import { ActionIcon, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { Composer, UnsentRow } from './composer';
import { MessageList } from './message-list';
import type { MessageActs } from './message-row';
import classes from './messages.module.css';
import type { Channel, Message } from './types';
import type { useSending } from './use-sending';

interface Props {
  readonly channel: Channel;
  readonly threadId: string;
  readonly parent: Message | undefined;
  readonly replies: readonly Message[];
  readonly whole: boolean;
  readonly load: (threadId: string) => Promise<null>;
  readonly ownId: string | null;
  readonly sought: string | null;
  readonly acts: MessageActs;
  readonly sending: ReturnType<typeof useSending>;
  readonly onTyping: () => void;
  readonly onStopped: () => void;
  readonly onClose: () => void;
}

/** A message and its answers, beside the channel. */
export function ThreadPanel({ channel, threadId, parent, replies, whole, load, onClose, ...props }: Props) {
  const t = useTranslations('messages.thread');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // The answers themselves go into the log of the channel, where changes find them.
  const query = useQuery({
    queryKey: ['channels', 'thread', threadId],
    queryFn: () => load(threadId),
    enabled: !whole,
  });
  const { openThread: _, ...acts } = props.acts;
  return (
    <section
      className={classes['pane']}
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <Group className={classes['head']} justify="space-between" wrap="nowrap">
        <Title order={2} size="h4" ref={heading} tabIndex={-1}>
          {t('title')}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="lg"
          aria-label={t('close')}
          onClick={onClose}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {query.error ? (
        <Stack p="md" flex={1}>
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        </Stack>
      ) : !parent ? (
        <Stack p="md" flex={1}>
          <Skeleton height={56} />
        </Stack>
      ) : (
        <MessageList
          label={t('messages')}
          messages={[parent, ...replies]}
          readSeq={null}
          ownId={props.ownId}
          soughtId={props.sought}
          acts={acts}
        >
          {replies.length === 0 && (
            <Text size="sm" c="dimmed" px="md" py="sm">
              {t('empty')}
            </Text>
          )}
          {props.sending.unsent
            .filter(({ parentId }) => parentId === threadId)
            .map((one) => (
              <UnsentRow
                key={one.clientId}
                unsent={one}
                onRetry={props.sending.retry}
                onDrop={props.sending.drop}
              />
            ))}
        </MessageList>
      )}
      <div className={classes['foot']}>
        <Composer
          channel={channel}
          parentId={threadId}
          onSend={props.sending.send}
          onTyping={props.onTyping}
          onStopped={props.onStopped}
        />
      </div>
    </section>
  );
}
