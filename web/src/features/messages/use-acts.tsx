'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { api } from '../../lib/api';
import { useProblemText } from '../../lib/problem';
import { ReportModal } from '../community/report-modal';
import { ConfirmModal } from '../ventures/confirm-modal';
import type { MessageActs } from './message-row';
import type { Message } from './types';

/** What one does to messages, and the dialogues some of it opens. */
export function useActs(
  put: (message: Message) => void,
  refresh: () => Promise<unknown>,
  openThread?: (message: Message) => void,
): { acts: MessageActs; dialogue: ReactNode } {
  const t = useTranslations('messages.acts');
  const textOf = useProblemText();
  const [asked, setAsked] = useState<{ act: 'remove' | 'report' | 'accept'; message: Message } | null>(null);
  const acts = useMemo<MessageActs>(() => {
    const fail = (error: unknown) => {
      const { title, detail } = textOf(error);
      notifications.show({ color: 'red', title, message: detail ?? '' });
      return refresh();
    };
    return {
      put,
      react: (message, reaction, on) =>
        void (
          on
            ? api.channels.react({ params: { messageId: message.id }, body: { reaction } })
            : api.channels.unreact({ params: { messageId: message.id, reaction } })
        ).then(put, fail),
      ...(openThread ? { openThread } : {}),
      accept: (message) => setAsked({ act: 'accept', message }),
      remove: (message) => setAsked({ act: 'remove', message }),
      report: (message) => setAsked({ act: 'report', message }),
    };
    // The words of a failure do not change what can be done.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [put, refresh, openThread]);
  const close = () => setAsked(null);
  const dialogue = !asked ? null : asked.act === 'report' ? (
    <ReportModal kind="MESSAGE" subjectId={asked.message.id} onClose={close} />
  ) : asked.act === 'remove' ? (
    <ConfirmModal
      title={t('removeTitle')}
      text={t('removeText')}
      confirm={t('remove')}
      danger
      run={async () => put(await api.channels.removeMessage({ params: { messageId: asked.message.id } }))}
      onClose={close}
    />
  ) : (
    <ConfirmModal
      title={t('acceptTitle')}
      text={t('acceptText', { name: asked.message.author.name })}
      confirm={t('accept')}
      run={async () => {
        put(await api.channels.accept({ params: { messageId: asked.message.id }, body: {} }));
        await refresh();
      }}
      onClose={close}
    />
  );
  return { acts, dialogue };
}
