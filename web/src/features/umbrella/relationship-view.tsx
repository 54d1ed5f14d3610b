'use client';

import { Alert, Anchor, Button, Group, Stack, Text, Timeline } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { CaseList } from './case-list';
import { RelationshipBadge, useRate } from './looks';
import { RelationshipSteps } from './relationship-steps';
import type { RelationshipDetail } from './types';

interface RelationshipViewProps {
  readonly relationship: RelationshipDetail;
  /** Between the figures and the history. */
  readonly children?: ReactNode;
}

/** Where a relationship stands, what the reader can do with it, and everything that happened. */
export function RelationshipView({ relationship, children }: RelationshipViewProps) {
  const t = useTranslations('umbrella.relationship');
  const { cases, side } = relationship;
  return (
    <Stack gap="lg">
      {side !== 'HUB' && <Waiting relationship={relationship} />}
      <Terms relationship={relationship} />
      <RelationshipSteps relationship={relationship} />
      <Money relationship={relationship} />
      {children}
      {cases.length > 0 && (
        <Section title={t('cases')} text={t('casesText')}>
          <CaseList cases={cases} />
        </Section>
      )}
      <History relationship={relationship} />
    </Stack>
  );
}

function Waiting({ relationship: { waiting } }: { relationship: RelationshipDetail }) {
  const t = useTranslations('umbrella.relationship');
  const rate = useRate();
  return waiting.map(({ what, documentId, ratePercent }) => (
    <Alert
      key={documentId}
      color="orange"
      icon={<IconSignature aria-hidden />}
      title={t(`waiting.${what}.title`)}
    >
      <Group justify="space-between">
        <Text size="sm" maw="60ch">
          {t(`waiting.${what}.text`, { rate: ratePercent ? rate(ratePercent) : '' })}
        </Text>
        <Button component={Link} href={`/documents/${documentId}`}>
          {t('openDocument')}
        </Button>
      </Group>
    </Alert>
  ));
}

function Terms({ relationship }: { relationship: RelationshipDetail }) {
  const t = useTranslations('umbrella.relationship');
  const kinds = useTranslations('umbrella.row.kind');
  const { date } = useFormat();
  const rate = useRate();
  const { state, sponsor, referred, ratePercent, nextRate, kind, documentId } = relationship;
  const moments = (
    ['pendingUntil', 'activatedAt', 'validUntil', 'endsAt', 'suspendedAt', 'endedAt'] as const
  ).flatMap((key) => (relationship[key] === null ? [] : [{ key, at: relationship[key] }]));
  return (
    <Section title={t('terms')} text={t(`explain.${state}`)}>
      <Group>
        <RelationshipBadge state={state} />
      </Group>
      <Stack maw={560}>
        <Figures>
          <Figure label={t('sponsor')}>{sponsor.name}</Figure>
          <Figure label={t('referred')}>{referred.name}</Figure>
          <Figure label={t('kind')}>{kinds(kind)}</Figure>
          <Figure label={t('rate')} strong>
            {rate(ratePercent)}
          </Figure>
          {nextRate && (
            <Figure label={t('nextRate')}>
              {t('nextRateFrom', { rate: rate(nextRate.ratePercent), date: date(nextRate.from) })}
            </Figure>
          )}
          {moments.map(({ key, at }) => (
            <Figure key={key} label={t(key)}>
              {date(at)}
            </Figure>
          ))}
        </Figures>
      </Stack>
      {relationship.endReason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('endReason', { reason: relationship.endReason })}
        </Text>
      )}
      {documentId && relationship.side !== 'HUB' && (
        <Group>
          <Anchor component={Link} href={`/documents/${documentId}`} size="sm">
            {t('toAgreement')}
          </Anchor>
        </Group>
      )}
    </Section>
  );
}

const money = [
  'earnedMinor',
  'carriedMinor',
  'heldMinor',
  'approvedMinor',
  'paidMinor',
  'withheldMinor',
] as const;

function Money({ relationship: { totals } }: { relationship: RelationshipDetail }) {
  const t = useTranslations('umbrella.relationship');
  const format = useMoneyFormat();
  if (totals.length === 0) return null;
  return (
    <Section title={t('money')} text={t('moneyText')}>
      {totals.map((one) => (
        <Stack key={one.currency} maw={560}>
          <Figures>
            {money.map((key) => (
              <Figure key={key} label={t(`totals.${key}`)} strong={key === 'earnedMinor'}>
                {format.money(one[key], one.currency)}
              </Figure>
            ))}
          </Figures>
        </Stack>
      ))}
    </Section>
  );
}

function History({ relationship: { history } }: { relationship: RelationshipDetail }) {
  const t = useTranslations('umbrella.history');
  const { dateTime } = useFormat();
  return (
    <Section title={t('title')}>
      <Timeline bulletSize={14} lineWidth={2}>
        {history.map((entry, index) => (
          <Timeline.Item
            key={`${entry.at} ${index}`}
            title={
              t.has(`event.${entry.event}` as 'event.propose')
                ? t(`event.${entry.event}` as 'event.propose')
                : entry.event
            }
          >
            <Text size="sm" c="dimmed">
              {entry.actorName
                ? t('by', { name: entry.actorName, date: dateTime(entry.at) })
                : dateTime(entry.at)}
            </Text>
            {entry.reason && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {entry.reason}
              </Text>
            )}
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}
