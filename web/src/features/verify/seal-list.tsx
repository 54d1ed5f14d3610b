'use client';

import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import type { SealReport } from '@smartstart/verify';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';

/** Every seal of the file from the first to the last. */
export function SealList({ seals }: { seals: readonly SealReport[] }) {
  const t = useTranslations('verify.seals');
  return (
    <PlainList gap="lg">
      {seals.map((seal, index) => (
        <li key={`${seal.field} ${seal.coveredBytes}`}>
          <Seal seal={seal} name={t('name', { number: index + 1 })} />
        </li>
      ))}
    </PlainList>
  );
}

function Seal({ seal, name }: { seal: SealReport; name: string }) {
  const t = useTranslations('verify.seals');
  const format = useFormat();
  const { certificate, timestamp, statedAt, appended, known } = seal;
  const at = timestamp?.at ?? statedAt;
  return (
    <Stack gap={4} style={{ overflowWrap: 'anywhere' }}>
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        <Badge
          variant="light"
          color={seal.valid ? 'fir' : 'red'}
          leftSection={seal.valid ? <IconCheck size={12} aria-hidden /> : <IconX size={12} aria-hidden />}
        >
          {t(seal.valid ? 'holds' : 'broken')}
        </Badge>
        {seal.level && <Text size="sm">{t(`level.${seal.level}`)}</Text>}
      </Group>
      <Text size="sm">
        {!at
          ? t('noTime')
          : timestamp
            ? t('confirmed', { date: format.dateTime(at), authority: timestamp.authority.subject })
            : t('stated', { date: format.dateTime(at) })}
      </Text>
      {certificate ? (
        <>
          <Text size="sm">
            {t('by', { subject: certificate.subject, serial: certificate.serial })}{' '}
            {!seal.valid ? '' : known === null ? t('notCompared') : t(known ? 'known' : 'unknown')}
          </Text>
          <Text size="sm">
            {t('validity', {
              from: format.date(certificate.notBefore),
              until: format.date(certificate.notAfter),
            })}
          </Text>
          <Text size="sm" component="div">
            {t('print')} <Code>{certificate.fingerprint}</Code>
          </Text>
        </>
      ) : (
        <Text size="sm">{t('noCertificate')}</Text>
      )}
      {appended && (
        <Text size="sm">
          {t('appended', { bytes: format.number(appended.bytes), pages: appended.pages })}
        </Text>
      )}
    </Stack>
  );
}
