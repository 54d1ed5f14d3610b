'use client';

import { Button, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { withQuery } from '../../lib/next-path';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { ChannelForm } from './channel-form';
import { ChannelList } from './channel-list';
import { Conversation } from './conversation';
import classes from './messages.module.css';
import { channelQuery, channelsQuery, type ChannelFilter } from './queries';

export interface TalkParams {
  readonly channelId: string | null;
  readonly thread: string | null;
  readonly message: string | null;
}

interface TalkProps extends TalkParams {
  /** The address of the list; a channel stands below it. */
  readonly root: string;
  readonly filter?: ChannelFilter;
  /** Where one may open channels, if anywhere. */
  readonly place?:
    | { readonly scope: 'PLATFORM' }
    | { readonly scope: 'VENTURE' | 'TEAM'; readonly scopeId: string };
}

/** Channels on the left, the open one in the middle, a thread on the right; on a phone one of them at a time. */
export function Talk(props: TalkProps) {
  return <OneTalk key={`${props.channelId} ${props.thread} ${props.message}`} {...props} />;
}

function OneTalk({ root, filter, place, channelId, thread, message }: TalkProps) {
  const t = useTranslations('messages');
  const router = useRouter();
  const list = useQuery(channelsQuery(filter));
  const one = useQuery({ ...channelQuery(channelId ?? ''), enabled: channelId !== null, retry: false });
  const [opening, setOpening] = useState(false);
  const hrefOf = (id: string) => `${root}/${id}`;
  const [shownThread, setShownThread] = useState(thread);
  // A thread opens and closes at once: the address follows without a way to the server.
  const onThread = useCallback(
    (threadId: string | null) => {
      setShownThread(threadId);
      const path = withQuery(`${root}/${channelId}`, { thread: threadId, ...(threadId ? { message } : {}) });
      window.history.replaceState(null, '', path);
    },
    [root, channelId, message],
  );
  return (
    <>
      <div className={shownThread ? `${classes['talk']} ${classes['withThread']}` : classes['talk']}>
        <div className={channelId ? classes['behind'] : undefined}>
          <Stack gap="md">
            {place && (
              <Group>
                <Button
                  size="compact-md"
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => setOpening(true)}
                >
                  {t('newChannel')}
                </Button>
              </Group>
            )}
            <QueryView query={list} lines={4}>
              {({ items }) => <ChannelList channels={items} currentId={channelId} hrefOf={hrefOf} />}
            </QueryView>
          </Stack>
        </div>
        {channelId === null ? (
          <div className={classes['behind']}>
            <Empty title={t('chooseTitle')} text={t('chooseText')} />
          </div>
        ) : hasCode(one.error, 'NOT_FOUND', 'MALFORMED', 'FORBIDDEN') ? (
          <Empty
            title={t('goneTitle')}
            text={t('goneText')}
            action={<Button onClick={() => router.replace(root)}>{t('toList')}</Button>}
          />
        ) : one.data ? (
          <Conversation
            key={channelId}
            channel={one.data}
            back={root}
            thread={shownThread}
            sought={message}
            onThread={onThread}
          />
        ) : (
          <QueryView query={one}>{() => null}</QueryView>
        )}
      </div>
      {list.data && list.error ? <ProblemAlert error={list.error} /> : null}
      {opening && place && (
        <ChannelForm
          place={place}
          onClose={() => setOpening(false)}
          onOpened={({ id }) => router.push(hrefOf(id))}
        />
      )}
    </>
  );
}
