'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Fragment, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useFormat } from '../../lib/format';
import { MessageRow, type MessageActs } from './message-row';
import classes from './messages.module.css';
import type { Message } from './types';

interface Props {
  readonly label: string;
  readonly messages: readonly Message[];
  /** Others’ messages above this position were read before the page was opened; null draws no line. */
  readonly readSeq: number | null;
  readonly ownId: string | null;
  /** The message a link led to. */
  readonly soughtId: string | null;
  readonly acts: MessageActs;
  readonly onOlder?: (() => Promise<unknown>) | undefined;
  /** The reader sees the newest message. */
  readonly onSeen?: () => void;
  readonly children?: ReactNode;
}

const nearEnd = 80;
const step: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Messages, the newest at the end. The list is one stop for the keyboard: up and down, Home and End go through it, Tab
 * goes on to the buttons of the message one stands on.
 */
export function MessageList({
  label,
  messages,
  readSeq,
  ownId,
  soughtId,
  acts,
  onOlder,
  onSeen,
  children,
}: Props) {
  const t = useTranslations('messages.list');
  const format = useFormat();
  const scroll = useRef<HTMLDivElement>(null);
  const [currentId, setCurrentId] = useState<string | null>(soughtId);
  const [loading, setLoading] = useState(false);
  const atEnd = useRef(true);
  const last = messages.at(-1);
  const current = messages.some(({ id }) => id === currentId) ? currentId : (last?.id ?? null);

  const heldFrom = useRef<number | null>(null);
  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box) return;
    if (heldFrom.current !== null) {
      // Older messages came in above: what one reads stays where it is.
      box.scrollTop = box.scrollHeight - heldFrom.current;
      heldFrom.current = null;
    } else if (atEnd.current || last?.author.userId === ownId) {
      box.scrollTop = box.scrollHeight;
      if (document.visibilityState === 'visible') onSeen?.();
    }
    // Only a new message moves the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last?.id, messages.length, children]);
  const sought = soughtId !== null && messages.some(({ id }) => id === soughtId);
  useLayoutEffect(() => {
    if (!sought || soughtId === null) return;
    const row = document.getElementById(`message-${soughtId}`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [sought, soughtId]);

  const go = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (target.tagName !== 'LI' || messages.length === 0) return;
    const at = messages.findIndex(({ id }) => id === current);
    const by = step[event.key];
    const next =
      by !== undefined
        ? messages[at + by]
        : event.key === 'Home'
          ? messages[0]
          : event.key === 'End'
            ? last
            : undefined;
    if (!next) return;
    event.preventDefault();
    setCurrentId(next.id);
    document.getElementById(`message-${next.id}`)?.focus();
  };
  const older = async () => {
    if (!onOlder) return;
    setLoading(true);
    const box = scroll.current;
    heldFrom.current = box ? box.scrollHeight - box.scrollTop : null;
    await onOlder().finally(() => setLoading(false));
  };
  const firstFresh =
    readSeq === null
      ? undefined
      : messages.find(({ seq, author, gone }) => seq > readSeq && author.userId !== ownId && !gone);
  return (
    <div
      ref={scroll}
      className={classes['scroll']}
      onScroll={({ currentTarget: box }) => {
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
        if (atEnd.current) onSeen?.();
      }}
    >
      {onOlder && (
        <Group justify="center" py="xs">
          <Button size="compact-md" variant="default" loading={loading} onClick={() => void older()}>
            {t('older')}
          </Button>
        </Group>
      )}
      <ol className={classes['list']} aria-label={label} onKeyDown={go}>
        {messages.map((message, index) => {
          const day = format.date(message.createdAt);
          const before = messages[index - 1];
          return (
            <Fragment key={message.id}>
              {(!before || format.date(before.createdAt) !== day) && (
                <li className={classes['divider']}>{day}</li>
              )}
              {message === firstFresh && (
                <li className={`${classes['divider']} ${classes['fresh']}`}>{t('fresh')}</li>
              )}
              <MessageRow
                message={message}
                current={message.id === current}
                sought={message.id === soughtId}
                acts={acts}
                onFocus={() => setCurrentId(message.id)}
              />
            </Fragment>
          );
        })}
      </ol>
      {children}
    </div>
  );
}
