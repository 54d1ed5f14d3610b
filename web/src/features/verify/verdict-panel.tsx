'use client';

import { Alert, Button, Card, Code, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { legalWire } from '@smartstart/contract';
import type { PdfReport } from '@smartstart/verify';
import {
  IconAlertTriangle,
  IconFileOff,
  IconFileUnknown,
  IconHelp,
  IconShieldCheck,
  IconShieldQuestion,
  IconShieldX,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useFormat } from '../../lib/format';
import type { Lookup, Result } from './types';
import type { Verdict } from './verdict';

const looks: Record<Verdict, { colour: string; icon: typeof IconHelp }> = {
  valid: { colour: 'fir', icon: IconShieldCheck },
  uncompared: { colour: 'yellow', icon: IconHelp },
  foreign: { colour: 'yellow', icon: IconShieldQuestion },
  changed: { colour: 'red', icon: IconShieldX },
  contradictory: { colour: 'red', icon: IconAlertTriangle },
  noSeal: { colour: 'gray', icon: IconFileUnknown },
  unreadable: { colour: 'gray', icon: IconFileOff },
};

/** The one sentence, with the document it is about. Focus moves here when the check is done. */
export function VerdictPanel({
  result: { fileName, report, lookup },
  verdict,
  onAgain,
}: {
  result: Result;
  verdict: Verdict;
  onAgain: () => void;
}) {
  const t = useTranslations('verify');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { colour, icon: Icon } = looks[verdict];
  const { document, evidence } = report;
  const claimed = verdict === 'foreign' ? evidence?.evidence?.installation : undefined;
  return (
    <Card component="section" aria-labelledby="verdict" p={{ base: 'md', sm: 'xl' }} withBorder>
      <Stack gap="md">
        <Group wrap="nowrap" align="flex-start" gap="md">
          <ThemeIcon size={48} radius="xl" color={colour} aria-hidden>
            <Icon size={30} stroke={1.6} />
          </ThemeIcon>
          <Stack gap={4}>
            <Title order={2} id="verdict" ref={heading} tabIndex={-1}>
              {t(`verdict.${verdict}.title`)}
            </Title>
            <Text>{t(`verdict.${verdict}.text`)}</Text>
          </Stack>
        </Group>
        {verdict === 'unreadable' && <Reasons report={report} />}
        {claimed && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('claim.from', { name: claimed.name, origin: claimed.origin })}
          </Text>
        )}
        {verdict === 'uncompared' && (
          <div>
            <Button variant="default" onClick={onAgain}>
              {t('compare')}
            </Button>
          </div>
        )}
        {verdict === 'valid' && !report.complete && (
          <Alert color="yellow" role="note" icon={<IconAlertTriangle aria-hidden />}>
            {t('incomplete')}
          </Alert>
        )}
        <LookupNote lookup={lookup} verdict={verdict} />
        <Stack gap={4}>
          {document && verdict !== 'noSeal' && (
            <Text style={{ overflowWrap: 'anywhere' }}>
              <strong>
                <bdi>{document.title}</bdi>
              </strong>
              {document.version ? ` · ${t('version', { version: document.version })}` : ''}
            </Text>
          )}
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('file', { name: fileName })}
          </Text>
          {report.sizeBytes > 0 && (
            <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
              {t('print')} <Code>{report.sha256}</Code>
            </Text>
          )}
        </Stack>
      </Stack>
    </Card>
  );
}

function Reasons({ report }: { report: PdfReport }) {
  return (
    <List size="sm">
      {report.problems.map(({ code, sentence }) => (
        <List.Item key={`${code} ${sentence}`}>{sentence}</List.Item>
      ))}
    </List>
  );
}

const inForce = new Set([
  'EFFECTIVE',
  'AMENDMENT_DRAFT',
  'AMENDMENT_REVIEW',
  'AMENDMENT_SIGNING',
  'BREACH_INVESTIGATION',
  'BREACH_REMEDIATION',
]);

/** What the installation knows of exactly this file: a seal proves what was signed, not that it still applies. */
function LookupNote({ lookup, verdict }: { lookup: Lookup; verdict: Verdict }) {
  const t = useTranslations('verify.lookup');
  const states = useTranslations('documents.state');
  const format = useFormat();
  if (lookup === 'not asked' || verdict === 'unreadable') return null;
  if (lookup === 'unreachable') return <Text size="sm">{t('unreachable')}</Text>;
  if (lookup === 'absent') return verdict === 'valid' ? <Text size="sm">{t('absent')}</Text> : null;
  const state = legalWire.documentState.safeParse(lookup.state).data;
  const date = format.dateTime(lookup.sealedAt);
  const holds = inForce.has(lookup.state) && !lookup.superseded;
  return (
    <Alert
      role="note"
      color={holds ? 'fir' : 'yellow'}
      icon={holds ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      <Stack gap={4}>
        <Text size="sm">{t('found', { date })}</Text>
        <Text size="sm">
          {inForce.has(lookup.state)
            ? t('inForce')
            : t('ended', { state: state ? states(state) : lookup.state })}
        </Text>
        {lookup.superseded && <Text size="sm">{t('superseded')}</Text>}
      </Stack>
    </Alert>
  );
}
