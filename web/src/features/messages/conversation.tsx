'use client';

import { ActionIcon, Anchor, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { ChannelMenu } from './channel-menu';
import { Composer, UnsentRow } from './composer';
import { repliesOf, rootsOf } from './log';
import { MessageList } from './message-list';
import classes from './messages.module.css';
import { useLog, useRefreshChannels } from './queries';
import { ThreadPanel } from './thread-panel';
import type { Channel, Message } from './types';
import { useActs } from './use-acts';
import { useCompany } from './use-company';
import { useSending } from './use-sending';

interface ConversationProps {
  readonly channel: Channel;
  /** Back to the list, on a narrow screen. */
  readonly back: string;
  readonly thread: string | null;
  readonly sought: string | null;
  readonly onThread: (threadId: string | null) => void;
}

/** A link to an old message reads back so many pages to find it. */
const pagesToSought = 10;
const readAfterMs = 400;

/** One channel: what was said, who is there, and where one writes; a thread stands beside it. */
export function Conversation({ channel, back, thread, sought, onThread }: ConversationProps) {
  const t = useTranslations('messages.conversation');
  const { userId } = useSession();
  const { query, put, refresh, loadOlder, loadThread } = useLog(channel.id);
  const log = query.data;
  const roots = log ? rootsOf(log) : [];
  const company = useCompany(channel.id, log ? [...log.messages.values()] : [], () => void refresh());
  const sending = useSending(channel.id, put);
  const { acts, dialogue } = useActs(
    put,
    refresh,
    useCallback((message: Message) => onThread(message.id), [onThread]),
  );
  // Where reading began stays, so that the line does not run away while one reads.
  const [readSeq] = useState(channel.unread > 0 ? channel.readSeq : null);
  const seen = useReading(channel, log ? highest([...log.messages.values()]) : 0);
  useSought(sought, log?.messages, log?.older ?? null, loadOlder, onThread);
  const news = useNews([...(log?.messages.values() ?? [])], userId);
  const parent = thread ? log?.messages.get(thread) : undefined;
  return (
    <>
      <section className={classes['pane']} aria-label={channel.name} data-thread={thread ? '' : undefined}>
        <Group className={classes['head']} justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <ActionIcon
              component={Link}
              href={back}
              variant="subtle"
              color="gray"
              c="inherit"
              size="lg"
              hiddenFrom="lg"
              aria-label={t('back')}
            >
              <IconArrowLeft size={20} aria-hidden />
            </ActionIcon>
            <Stack gap={0} miw={0}>
              <Title order={2} size="h4" lineClamp={1}>
                {channel.other ? (
                  <Anchor component={Link} href={`/people/${channel.other.userId}`} inherit c="inherit">
                    {channel.name}
                  </Anchor>
                ) : (
                  channel.name
                )}
              </Title>
              <Text size="xs" c="dimmed" lineClamp={1}>
                {company.here.count > 0
                  ? t('here', {
                      count: company.here.count,
                      names: listOf(company.here.names, company.here.count),
                    })
                  : channel.purpose || t('alone')}
              </Text>
            </Stack>
          </Group>
          <ChannelMenu channel={channel} people={company.people} />
        </Group>
        {!log ? (
          <Stack p="md" flex={1}>
            {query.error ? (
              <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
            ) : (
              [1, 2, 3].map((n) => <Skeleton key={n} height={56} />)
            )}
          </Stack>
        ) : (
          <MessageList
            label={t('messages', { name: channel.name })}
            messages={roots}
            readSeq={readSeq}
            ownId={userId}
            soughtId={thread ? null : sought}
            acts={acts}
            onOlder={log.older === null ? undefined : loadOlder}
            onSeen={seen}
          >
            {roots.length === 0 && sending.unsent.length === 0 && (
              <Text size="sm" c="dimmed" ta="center" p="xl">
                {t(channel.rights.includes('post') ? 'empty' : 'emptyReading')}
              </Text>
            )}
            {sending.unsent
              .filter(({ parentId }) => parentId === null)
              .map((one) => (
                <UnsentRow key={one.clientId} unsent={one} onRetry={sending.retry} onDrop={sending.drop} />
              ))}
          </MessageList>
        )}
        <div className={classes['foot']}>
          {log && query.error && (
            <Text size="xs" c="dimmed" role="status" mb={4}>
              {t('offline')}
            </Text>
          )}
          <Typing names={company.typing.names} count={company.typing.count} />
          <Composer
            key={channel.id}
            channel={channel}
            parentId={null}
            onSend={sending.send}
            onTyping={company.tellTyping}
            onStopped={company.tellStopped}
          />
        </div>
        <VisuallyHidden role="status">{news}</VisuallyHidden>
      </section>
      {thread && (
        <ThreadPanel
          key={thread}
          channel={channel}
          threadId={thread}
          parent={parent}
          replies={log ? repliesOf(log, thread) : []}
          whole={log?.threads.has(thread) ?? false}
          load={loadThread}
          ownId={userId}
          sought={sought}
          acts={acts}
          sending={sending}
          onTyping={company.tellTyping}
          onStopped={company.tellStopped}
          onClose={() => onThread(null)}
        />
      )}
      {dialogue}
    </>
  );
}

const highest = (messages: readonly Message[]) => Math.max(0, ...messages.map(({ seq }) => seq));

function listOf(names: readonly string[], count: number): string {
  const more = count - names.length;
  return more > 0 ? [...names, `+${more}`].join(', ') : names.join(', ');
}

function Typing({ names, count }: { names: readonly string[]; count: number }) {
  const t = useTranslations('messages.conversation');
  return (
    <Text size="xs" c="dimmed" mih={18} aria-hidden>
      {count === 0 ? '' : t('typing', { count, name: names[0] ?? t('somebody') })}
    </Text>
  );
}

/** Says that everything is read, once one has stayed at the end for a moment. */
function useReading(channel: Channel, lastSeq: number): () => void {
  const refresh = useRefreshChannels();
  const told = useRef(channel.readSeq);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    if (lastSeq <= told.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = lastSeq;
      void api.channels
        .read({ params: { channelId: channel.id }, body: { seq: lastSeq } })
        .then(refresh, () => undefined);
    }, readAfterMs);
  };
}

/** Finds the message a link led to: reads back until it is there, or opens the thread it belongs to. */
function useSought(
  sought: string | null,
  messages: ReadonlyMap<string, Message> | undefined,
  older: string | null,
  loadOlder: () => Promise<unknown>,
  onThread: (threadId: string) => void,
): void {
  const rounds = useRef(0);
  const found = sought === null || !messages || messages.has(sought);
  const parentId = sought ? (messages?.get(sought)?.parentId ?? null) : null;
  useEffect(() => {
    if (parentId) onThread(parentId);
  }, [parentId, onThread]);
  useEffect(() => {
    if (found || older === null || rounds.current >= pagesToSought) return;
    rounds.current += 1;
    void loadOlder().catch(() => undefined);
  }, [found, older, loadOlder]);
}

/** The latest message of somebody else, in a sentence for those who do not see it arrive. */
function useNews(messages: readonly Message[], ownId: string | null): string {
  const t = useTranslations('messages.conversation');
  const begun = useRef<number | null>(null);
  const last = messages.reduce<Message | null>(
    (best, one) => (best && best.seq > one.seq ? best : one),
    null,
  );
  useEffect(() => {
    if (begun.current === null && last) begun.current = last.seq;
  }, [last]);
  if (!last || begun.current === null || last.seq <= begun.current) return '';
  if (last.author.userId === ownId || last.gone) return '';
  return t('arrived', { name: last.author.name, text: last.body });
}
