'use client';

import { Alert, Badge, Blockquote, Button, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { supportWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { PersonLink } from '../community/byline';
import { PlainList } from '../documents/plain-list';
import { SuperAdminFrame } from './admin-frame';
import { DecideForm } from './decide-form';
import { casesQuery } from './queries';
import type { ModerationCase, ModerationState } from './types';

const states = supportWire.moderationState.options;

/** `/admin/moderation`: what was reported, the decision about it, and appeals. */
export function ModerationPage({ state }: { state: string | null }) {
  const t = useTranslations('support.moderation');
  return (
    <SuperAdminFrame title={t('title')} lead={t('lead')}>
      <Cases first={states.find((one) => one === state) ?? 'OPEN'} />
    </SuperAdminFrame>
  );
}

function Cases({ first }: { first: ModerationState }) {
  const t = useTranslations('support.moderation');
  const [state, setState] = useState<ModerationState>(first);
  const query = useInfiniteQuery(casesQuery(state));
  return (
    <>
      <Group>
        <SegmentedControl
          aria-label={t('state')}
          value={state}
          onChange={(value) => setState(value as ModerationState)}
          data={states.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      </Group>
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(one) => <CaseCard one={one} />}
      </PagedList>
    </>
  );
}

function CaseCard({ one }: { one: ModerationCase }) {
  const t = useTranslations('support.moderation');
  const words = useTranslations('community.report');
  const kinds = useTranslations('support.kinds');
  const measures = useTranslations('support.decisions.measures');
  const format = useFormat();
  const { userId } = useSession();
  const [deciding, setDeciding] = useState(false);
  const own = one.author.userId === userId;
  const waits = one.state === 'OPEN' || one.state === 'APPEALED';
  return (
    <Card component="article" p="md" aria-label={t('of', { name: one.author.name })}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm">
            {kinds(one.kind)} · <PersonLink person={one.author} /> · {format.dateTime(one.openedAt)}
          </Text>
          <Badge variant="light">{t(`states.${one.state}`)}</Badge>
        </Group>
        <Blockquote p="sm" color="gray" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {one.excerpt}
        </Blockquote>
        <PlainList label={t('reports')} gap={4}>
          {one.reports.map(({ reporter, reason, text, at }) => (
            <li key={`${reporter.userId} ${at}`}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {t.rich('report', {
                  name: () => <PersonLink person={reporter} />,
                  reason: words(`reasons.${reason}`),
                })}
                {text && ` – ${text}`}
              </Text>
            </li>
          ))}
        </PlainList>
        {one.measure && (
          <Text size="sm">
            {t('decided', {
              measure: measures(one.measure),
              name: one.decidedBy?.name ?? '',
              reason: one.reason ?? '',
            })}
          </Text>
        )}
        {one.appeal && <Alert color="orange">{t('appeal', { text: one.appeal })}</Alert>}
        {one.appealReason && (
          <Text size="sm">{t(one.overturned ? 'overturned' : 'upheld', { reason: one.appealReason })}</Text>
        )}
        {waits && (
          <Group>
            <Button size="compact-md" disabled={own} onClick={() => setDeciding(true)}>
              {t(one.state === 'OPEN' ? 'decide' : 'decideAppeal')}
            </Button>
            {own && (
              <Text size="sm" c="dimmed">
                {t('own')}
              </Text>
            )}
          </Group>
        )}
      </Stack>
      {deciding && <DecideForm one={one} onClose={() => setDeciding(false)} />}
    </Card>
  );
}
