'use client';

import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconClockOff, IconMail } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useProblemText } from '../../lib/problem';
import { GuestPage } from './guest-page';

/** The address carries no link, or a piece of one. */
export function NoLink({ garbled }: { garbled: boolean }) {
  const t = useTranslations('guests.noLink');
  return (
    <GuestPage title={t(garbled ? 'garbledTitle' : 'title')} width="normal">
      <Alert icon={<IconMail aria-hidden />} color="blue" role="note">
        {t(garbled ? 'garbledText' : 'text')}
      </Alert>
    </GuestPage>
  );
}

const reasons = ['used', 'expired', 'newer', 'replaced'] as const;

/** The link was used, ran out, or a newer one took its place. Which of these it was, the server may say or not. */
export function LinkGone({ error }: { error: unknown }) {
  const t = useTranslations('guests.gone');
  return (
    <GuestPage title={t('title')} width="normal">
      <Trouble error={error} text={t('text')} />
      <Stack gap="xs">
        <Text fw={600}>{t('reasons')}</Text>
        <List spacing="xs">
          {reasons.map((reason) => (
            <List.Item key={reason}>{t(reason)}</List.Item>
          ))}
        </List>
        <Text>{t('next')}</Text>
      </Stack>
    </GuestPage>
  );
}

/** The document cannot be signed any more: withdrawn, declined by somebody, too late. */
export function Closed({ error }: { error: unknown }) {
  const t = useTranslations('guests.closed');
  return (
    <GuestPage title={t('title')} width="normal">
      <Trouble error={error} text={t('text')} />
    </GuestPage>
  );
}

/** The hour is over. The link was used up for it, so there is no way back to the code. */
export function SessionOver() {
  const t = useTranslations('guests.over');
  return (
    <GuestPage title={t('title')} width="normal">
      <Alert icon={<IconClockOff aria-hidden />} color="yellow" role="alert">
        {t('text')}
      </Alert>
      <Text>{t('next')}</Text>
    </GuestPage>
  );
}

/** What the server said of this case, and what it means. */
function Trouble({ error, text }: { error: unknown; text: string }) {
  const { detail } = useProblemText()(error);
  return (
    <Alert icon={<IconAlertTriangle aria-hidden />} color="yellow" role="alert">
      <Stack gap="xs">
        {detail && <Text size="sm">{detail}</Text>}
        <Text size="sm">{text}</Text>
      </Stack>
    </Alert>
  );
}
