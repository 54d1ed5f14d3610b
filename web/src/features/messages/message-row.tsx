'use client';

import { ActionIcon, Anchor, Badge, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconMessageReply } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import { PersonPhoto } from '../../components/person-photo';
import { useFormat } from '../../lib/format';
import { EditMessage } from './edit-message';
import { MessageMenu } from './message-menu';
import { MessageText } from './message-text';
import classes from './messages.module.css';
import { ReactButton, Reactions } from './reactions';
import type { Message, Reaction } from './types';

export interface MessageActs {
  readonly react: (message: Message, reaction: Reaction, on: boolean) => void;
  readonly put: (message: Message) => void;
  /** Opens the thread; missing inside one. */
  readonly openThread?: (message: Message) => void;
  readonly accept: (message: Message) => void;
  readonly remove: (message: Message) => void;
  readonly report: (message: Message) => void;
}

interface Props {
  readonly message: Message;
  /** The one message of the list that the keyboard stands on: its buttons can be reached with Tab. */
  readonly current: boolean;
  readonly sought: boolean;
  readonly acts: MessageActs;
  readonly onFocus: () => void;
}

const kindColours = {
  ANNOUNCEMENT: 'orange',
  QUESTION: 'blue',
  UPDATE: 'gray',
  CELEBRATION: 'grape',
} as const;

/** One message with what can be done about it. */
export const MessageRow = memo(function MessageRow({ message, current, sought, acts, onFocus }: Props) {
  const t = useTranslations('messages');
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { author, kind, gone } = message;
  const tabIndex = current ? 0 : -1;
  return (
    <li
      id={`message-${message.id}`}
      className={sought ? `${classes['message']} ${classes['sought']}` : classes['message']}
      tabIndex={tabIndex}
      onFocus={onFocus}
      aria-label={t('row.label', { name: author.name, time: format.dateTime(message.createdAt) })}
    >
      <PersonPhoto name={author.name} fileId={null} size={36} />
      <div className={classes['words']}>
        <Group gap={8} align="baseline">
          <Anchor
            component={Link}
            href={`/people/${author.userId}`}
            fw={600}
            size="sm"
            c="inherit"
            tabIndex={tabIndex}
          >
            {author.name || t('row.nobody')}
          </Anchor>
          <Text
            size="xs"
            c="dimmed"
            component="time"
            dateTime={message.createdAt}
            title={format.dateTime(message.createdAt)}
          >
            {format.relative(message.createdAt)}
          </Text>
          {kind !== 'GENERAL' && !gone && (
            <Badge size="sm" variant="light" color={kindColours[kind]}>
              {t(`kinds.${kind}`)}
            </Badge>
          )}
          {message.accepted && (
            <Badge size="sm" color="fir" leftSection={<IconCheck size={12} aria-hidden />}>
              {t('row.helped')}
            </Badge>
          )}
          {message.editedAt && !gone && (
            <Text size="xs" c="dimmed">
              {t('row.edited')}
            </Text>
          )}
        </Group>
        {gone ? (
          <Text size="sm" c="dimmed" fs="italic">
            {t(`row.gone.${gone}`)}
          </Text>
        ) : editing ? (
          <EditMessage message={message} onSaved={acts.put} onClose={() => setEditing(false)} />
        ) : (
          <MessageText body={message.body} mentions={message.mentions} />
        )}
        <Reactions
          message={message}
          tabIndex={tabIndex}
          onReact={(reaction, on) => acts.react(message, reaction, on)}
        />
        {acts.openThread && message.replies > 0 && (
          <Button
            mt={4}
            size="compact-sm"
            variant="subtle"
            tabIndex={tabIndex}
            leftSection={<IconMessageReply size={16} aria-hidden />}
            onClick={() => acts.openThread?.(message)}
          >
            {t('row.replies', { count: message.replies })}
            {message.acceptedId ? ` · ${t('row.answered')}` : ''}
          </Button>
        )}
      </div>
      {!gone && !editing && (
        <div className={classes['acts']}>
          {message.rights.includes('accept') && (
            <Tooltip label={t('row.accept')}>
              <ActionIcon
                variant="subtle"
                size="md"
                tabIndex={tabIndex}
                aria-label={t('row.acceptNamed', { name: author.name })}
                onClick={() => acts.accept(message)}
              >
                <IconCheck size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {message.rights.includes('react') && (
            <ReactButton
              message={message}
              tabIndex={tabIndex}
              onReact={(reaction, on) => acts.react(message, reaction, on)}
            />
          )}
          {acts.openThread && message.rights.includes('reply') && (
            <ActionIcon
              variant="subtle"
              color="gray"
              c="inherit"
              size="md"
              tabIndex={tabIndex}
              aria-label={t('row.replyTo', { name: author.name })}
              onClick={() => acts.openThread?.(message)}
            >
              <IconMessageReply size={18} aria-hidden />
            </ActionIcon>
          )}
          <MessageMenu message={message} tabIndex={tabIndex} acts={acts} onEdit={() => setEditing(true)} />
        </div>
      )}
    </li>
  );
});
