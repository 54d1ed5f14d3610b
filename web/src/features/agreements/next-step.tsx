'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconChecks, IconClock, IconInfoCircle, IconPencil, IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useFormat } from '../../lib/format';
import { signDocumentHref } from '../documents/links';
import { ActButtons } from './act-buttons';
import { actsOf } from './acts';
import { SendPanel } from './send-panel';
import type { Agreement } from './types';

const colours: Partial<Record<Agreement['state'], string>> = {
  EFFECTIVE: 'green',
  REJECTED: 'red',
  REVISION_REQUESTED: 'orange',
  SIGNATURE_REJECTED: 'red',
  SIGNATURE_INVALID: 'red',
  SIGNING_EXPIRED: 'orange',
  BREACH_INVESTIGATION: 'orange',
  BREACH_REMEDIATION: 'orange',
  EXPIRED: 'orange',
  TERMINATED: 'gray',
  CANCELLED: 'gray',
};

/** Where the agreement stands, in plain words, and the one thing that the reader does next. */
export function NextStep({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.next');
  const format = useFormat();
  const { state, permissions, deadline, validUntil, reason } = agreement;
  const due = agreement.recipients.filter((one) => one.state === 'DUE').map(({ name }) => name);
  const facts = {
    names: due.length ? new Intl.ListFormat(format.locale).format(due) : t('somebody'),
    deadline: deadline ? format.dateTime(deadline) : '',
    until: validUntil ? format.date(validUntil) : '',
  };
  const own = (['SIGN', 'APPROVE', 'VIEW_TO_CONFIRM'] as const).find((one) => permissions.includes(one));
  if (own)
    return (
      <Alert color="orange" title={t(`due.${own}.title`)} icon={<IconSignature aria-hidden />}>
        <Stack gap="sm">
          {agreement.message && <Text size="sm">{t('message', { message: agreement.message })}</Text>}
          <Group justify="space-between">
            <Stack gap={4}>
              <Text size="sm">{t(`due.${own}.text`)}</Text>
              {state === 'AMENDMENT_SIGNING' && <Text size="sm">{t('amendment')}</Text>}
              {deadline && <Text size="sm">{t('deadline', facts)}</Text>}
            </Stack>
            <Button component={Link} href={signDocumentHref(agreement.id, `/documents/${agreement.id}`)}>
              {t(`due.${own}.button`)}
            </Button>
          </Group>
        </Stack>
      </Alert>
    );
  if (permissions.includes('OPEN_SIGNING')) return <SendPanel agreement={agreement} />;
  const ended = state === 'EFFECTIVE' && agreement.noticeAt !== null;
  const key = ended ? 'NOTICE' : state === 'EFFECTIVE' && !validUntil ? 'EFFECTIVE_OPEN' : state;
  const { onward } = actsOf(agreement);
  // Whoever can take a way on is told which; after an appeal one way is left.
  const appealed = state === 'REJECTED' && !permissions.includes('APPEAL');
  const ways = onward.length === 0 ? null : appealed ? 'REJECTED.final' : `${state}.own`;
  return (
    <Alert color={colours[state] ?? 'blue'} title={t(`${key}.title`)} icon={<StateIcon state={state} />}>
      <Stack gap="sm">
        <Text size="sm">{ways ? t(ways as 'EXPIRED.own') : t(`${key}.text`, facts)}</Text>
        {deadline && <Text size="sm">{t('deadline', facts)}</Text>}
        {reason && <Text size="sm">{t('reason', { reason })}</Text>}
        {!permissions.includes('SHARE') && (
          <Text size="sm">{t(permissions.includes('COMMENT') ? 'sharedToComment' : 'shared')}</Text>
        )}
        {(permissions.includes('EDIT') || onward.length > 0) && (
          <Group gap="sm">
            {permissions.includes('EDIT') && (
              <Button
                component={Link}
                href={`/documents/${agreement.id}/edit`}
                leftSection={<IconPencil size={18} aria-hidden />}
              >
                {t('edit')}
              </Button>
            )}
            <ActButtons agreement={agreement} acts={onward} leading />
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

function StateIcon({ state }: { state: Agreement['state'] }) {
  if (state === 'EFFECTIVE') return <IconChecks aria-hidden />;
  if (state === 'SIGNING' || state === 'AMENDMENT_SIGNING' || state === 'UNDER_REVIEW')
    return <IconClock aria-hidden />;
  return <IconInfoCircle aria-hidden />;
}
