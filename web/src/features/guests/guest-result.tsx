'use client';

import { Alert, Badge, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { contract } from '@smartstart/contract';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Section } from '../../components/section';
import { download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { LegalText } from '../documents/legal-text';
import { placeColour } from '../documents/signer-list';
import type { Outcome } from './outcome';
import type { GuestDocument } from './types';

type Tone = 'good' | 'waiting' | 'bad';
const tones: Record<Outcome, Tone> = {
  inForce: 'good',
  signed: 'good',
  approved: 'good',
  read: 'good',
  copy: 'good',
  handedOn: 'good',
  notYet: 'waiting',
  released: 'waiting',
  replaced: 'waiting',
  declined: 'bad',
  withdrawn: 'bad',
  refused: 'bad',
  tooLate: 'bad',
  invalid: 'bad',
  ended: 'bad',
};
const icons = { good: IconCircleCheck, waiting: IconClock, bad: IconAlertTriangle };
const colours = { good: 'fir', waiting: 'blue', bad: 'yellow' };

interface ResultProps {
  readonly document: GuestDocument;
  readonly outcome: Outcome;
  readonly session: string;
}

/** Nothing is left to do here: how it stands, the others, the text and the file. Focus moves here from the panel. */
export function GuestResult({ document, outcome, session }: ResultProps) {
  const t = useTranslations('guests.result');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const tone = tones[outcome];
  const Icon = icons[tone];
  const waiting = document.recipients.filter(
    ({ kind, state }) => kind !== 'COPY' && (state === 'DUE' || state === 'WAITING'),
  );
  return (
    <Stack gap="lg">
      <Stack>
        <Title order={2} ref={heading} tabIndex={-1}>
          {t(`heading.${outcome}`)}
        </Title>
        <Alert color={colours[tone]} icon={<Icon aria-hidden />} role="status">
          <Stack gap="xs">
            <Text size="sm">{t(`text.${outcome}`)}</Text>
            {tone === 'good' && outcome !== 'inForce' && waiting.length > 0 && (
              <Text size="sm">{t('waiting', { names: waiting.map(({ name }) => name).join(', ') })}</Text>
            )}
            {outcome === 'inForce' && <Text size="sm">{t(document.sealed ? 'sealed' : 'sealing')}</Text>}
          </Stack>
        </Alert>
        {outcome !== 'replaced' && outcome !== 'handedOn' && (
          <Download document={document} session={session} />
        )}
      </Stack>
      <Section title={t('others')}>
        <People document={document} />
      </Section>
      <Section title={t('reading')}>
        <LegalText html={document.html} />
      </Section>
    </Stack>
  );
}

function Download({ document, session }: Omit<ResultProps, 'outcome'>) {
  const t = useTranslations('guests.result');
  const fetchPdf = useMutation({
    networkMode: 'always',
    mutationFn: () => download(contract.guests.pdf, { body: { session } }),
    onSuccess: (pdf) => saveFile(pdf, `${fileName(document.title)}.pdf`),
  });
  return (
    <Stack gap="xs">
      <Group>
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={fetchPdf.isPending}
          onClick={() => fetchPdf.mutate()}
        >
          {t(document.sealed ? 'downloadSealed' : 'downloadCopy')}
        </Button>
        {document.sealed && (
          <Button component={Link} href="/verify-document" variant="default">
            {t('check')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" maw="68ch">
        {t(document.sealed ? 'sealedHelp' : 'copyHelp')}
      </Text>
      {fetchPdf.error && <ProblemAlert error={fetchPdf.error} onRetry={() => fetchPdf.mutate()} />}
    </Stack>
  );
}

function People({ document: { recipients, you } }: { document: GuestDocument }) {
  const t = useTranslations('guests.result');
  const states = useTranslations('documents.signer.state');
  const format = useFormat();
  return (
    <List size="sm" spacing="sm" listStyleType="none">
      {recipients.map((one) => (
        <List.Item key={one.position}>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {one.position === you.position ? t('you', { name: one.name }) : one.name}
            </Text>
            <Text size="sm" c="dimmed">
              {one.role}
            </Text>
            <Badge variant="dot" miw="max-content" color={placeColour[one.state]}>
              {states(one.state)}
            </Badge>
            {one.actedAt && (
              <Text size="sm" c="dimmed">
                {format.dateTime(one.actedAt)}
              </Text>
            )}
          </Group>
          {one.reason && (
            <Text size="sm" className="prose">
              {t('reason', { reason: one.reason })}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '')
    .trim();
  return plain.replace(/\s+/g, '-').slice(0, 80) || 'document';
}
