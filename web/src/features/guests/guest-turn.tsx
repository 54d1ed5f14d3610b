'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { DeclineDialog } from '../documents/decline-dialog';
import { ReadThenAct } from '../documents/read-then-act';
import { GuestPanel } from './guest-panel';
import { HandOnModal } from './hand-on-modal';
import { actOf } from './outcome';
import type { GuestDocument } from './types';

export interface TurnProps {
  readonly document: GuestDocument;
  readonly session: string;
  readonly onDone: (document: GuestDocument) => void;
  readonly onRefused: (error: unknown) => void;
}

/** It is the guest's turn: read, then sign, approve or confirm; or decline; or name somebody else. */
export function GuestTurn(props: TurnProps & { onHandedOn: (name: string) => void }) {
  const { document, session, onDone, onHandedOn, onRefused } = props;
  const t = useTranslations('guests.turn');
  const sign = useTranslations('documents.sign');
  const format = useFormat();
  const [open, setOpen] = useState<'decline' | 'handOn' | null>(null);
  const close = () => setOpen(null);
  const act = actOf(document);
  return (
    <Stack>
      {document.message && (
        <Alert color="gray" role="note" icon={<IconMessage aria-hidden />}>
          <Text size="sm" className="prose">
            {document.message}
          </Text>
        </Alert>
      )}
      <Group gap="lg">
        <Text size="sm">{t(`asked.${act}`, { name: document.you.name, role: document.you.role })}</Text>
        {document.deadline && (
          <Text size="sm" c="dimmed">
            {t('deadline', { date: format.dateTime(document.deadline) })}
          </Text>
        )}
      </Group>
      <ReadThenAct
        html={document.html}
        name={document.title}
        words={{
          heading: t(`heading.${act}`),
          lockedBeside: sign('lockedBeside'),
          lockedBelow: sign('lockedBelow'),
          opened: t(`opened.${act}`),
        }}
        panel={<GuestPanel {...props} act={act} />}
      >
        <Button variant="default" onClick={() => setOpen('handOn')}>
          {t('handOn')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setOpen('decline')}>
          {t('decline')}
        </Button>
      </ReadThenAct>
      {open === 'decline' && (
        <DeclineDialog
          name={document.title}
          send={(reason) =>
            api.guests.decline({ body: { session, reason } }).catch((error: unknown) => {
              onRefused(error);
              throw error;
            })
          }
          onClose={close}
          onDeclined={onDone}
        />
      )}
      {open === 'handOn' && (
        <HandOnModal
          title={document.title}
          session={session}
          onClose={close}
          onDone={onHandedOn}
          onRefused={onRefused}
        />
      )}
    </Stack>
  );
}
