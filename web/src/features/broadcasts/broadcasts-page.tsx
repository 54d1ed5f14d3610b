'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AdminParts } from '../admin/admin-parts';
import { Composer } from './composer';
import { SentList } from './sent-list';
import { Templates } from './templates';

type Part = 'compose' | 'sent' | 'templates';

/** `/admin/notifications`: messages of the hub to many. The server decides who may; this leaves out what it would refuse. */
export function BroadcastsPage() {
  const t = useTranslations('broadcasts');
  const [part, setPart] = useState<Part>('compose');
  const rungs = [12];
  return (
    <AdminParts<Part>
      title={t('title')}
      lead={t('lead')}
      value={part}
      onChange={setPart}
      parts={[
        {
          key: 'compose',
          title: t('parts.compose'),
          rungs,
          content: <Composer onSent={() => setPart('sent')} />,
          kept: true,
        },
        { key: 'sent', title: t('parts.sent'), rungs, content: <SentList /> },
        { key: 'templates', title: t('parts.templates'), rungs, content: <Templates /> },
      ]}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
    />
  );
}
