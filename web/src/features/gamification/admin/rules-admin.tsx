'use client';

import { Alert, Badge, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { gamificationWire } from '@smartstart/contract';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MoreButton, QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { useTopic } from '../../../lib/live';
import { ProblemAlert } from '../../../lib/problem';
import { useSession } from '../../../lib/session';
import { ReasonModal } from '../../buz-admin/reason-modal';
import { PlainList } from '../../documents/plain-list';
import { useRuleWords } from '../rules-part';
import type { RulesVersion, XpRules } from '../types';
import { Preview, usePreview } from './preview';
import { RulesForm } from './rules-form';
import { RunBar, runEveryMs } from './run-bar';

const key = ['gamification', 'admin', 'rules'];

/** All versions: the one in force, drafts with what they would change, and earlier ones. */
export function RulesAdmin() {
  const t = useTranslations('gamification.admin.rules');
  const client = useQueryClient();
  const { userId } = useSession();
  const [writing, setWriting] = useState(false);
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.gamificationAdmin.rulesVersions({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    // Besides the live messages, which go to whoever started it.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) =>
        items.some(({ preview, replay }) => preview.state === 'RUNNING' || replay.state === 'RUNNING'),
      )
        ? runEveryMs
        : false,
  });
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'job.progress') void client.invalidateQueries({ queryKey: key });
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={3}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const current = items.find(({ state }) => state === 'CURRENT');
          return (
            <Stack gap="md">
              <Group>
                <Button
                  leftSection={<IconPlus size={18} aria-hidden />}
                  disabled={!current}
                  onClick={() => setWriting(true)}
                >
                  {t('new')}
                </Button>
              </Group>
              <PlainList label={t('title')}>
                {items.map((version) => (
                  <li key={version.version}>
                    <Version version={version} current={current?.rules ?? version.rules} />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={query} />
              {writing && current && <RulesForm from={current.rules} onClose={() => setWriting(false)} />}
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

const colours = { DRAFT: 'orange', CURRENT: 'fir', RETIRED: 'gray', DISCARDED: 'gray' } as const;

function Version({ version, current }: { version: RulesVersion; current: XpRules }) {
  const t = useTranslations('gamification.admin.rules');
  const format = useFormat();
  const { state, note, createdAt, createdBy, appliedAt, appliedBy, replay } = version;
  return (
    <Card component="article" padding="md" withBorder>
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={3} size="h4">
            {t('version', { version: version.version })}
          </Title>
          <Badge color={colours[state]}>{t(`state.${state}`)}</Badge>
        </Group>
        <Text size="sm">{note}</Text>
        <Text size="sm" c="dimmed">
          {t('created', { date: format.dateTime(createdAt), by: createdBy ?? 'none' })}
          {appliedAt && ` · ${t('applied', { date: format.dateTime(appliedAt), by: appliedBy ?? 'none' })}`}
        </Text>
        {state === 'CURRENT' && <Replaying version={version.version} replay={replay} />}
        {state === 'DRAFT' && <Draft version={version} current={current} />}
      </Stack>
    </Card>
  );
}

/** How far the current version is applied; after a failure it goes on where it stopped. */
function Replaying({ version, replay }: { version: string; replay: RulesVersion['replay'] }) {
  const t = useTranslations('gamification.admin.rules');
  const client = useQueryClient();
  const goOn = useMutation({
    mutationFn: () => api.gamificationAdmin.goOnReplaying({ params: { version }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  if (replay.state === 'RUNNING') return <RunBar run={replay} words="replaying" />;
  if (replay.state !== 'FAILED') return null;
  return (
    <Alert color="orange" title={t('replayFailed', { done: replay.done, total: replay.total })}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('replayFailedText')}</Text>
        <ProblemAlert error={goOn.error} />
        <Button size="compact-md" loading={goOn.isPending} onClick={() => goOn.mutate()}>
          {t('goOn')}
        </Button>
      </Stack>
    </Alert>
  );
}

/** What a draft changes, its preview, and the steps it can take. */
function Draft({
  version: { version, rules, preview },
  current,
}: {
  version: RulesVersion;
  current: XpRules;
}) {
  const t = useTranslations('gamification.admin.rules');
  const client = useQueryClient();
  const [applying, setApplying] = useState(false);
  const seen = usePreview(version, preview.finishedAt);
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const work = useMutation({
    mutationFn: () => api.gamificationAdmin.previewRules({ params: { version }, body: {} }),
    onSuccess: refresh,
  });
  const cancel = useMutation({
    mutationFn: () => api.gamificationAdmin.cancelPreview({ params: { version }, body: {} }),
    onSuccess: () => notifications.show({ message: t('cancelled', { version }) }),
    // When it was over already, the list says so.
    onSettled: refresh,
  });
  const discard = useMutation({
    mutationFn: () => api.gamificationAdmin.discardRules({ params: { version }, body: {} }),
    onSuccess: () => {
      notifications.show({ message: t('discarded', { version }) });
      return refresh();
    },
  });
  const summary = seen.data?.pages[0]?.summary;
  return (
    <Stack gap="sm">
      <Changes rules={rules} current={current} />
      {preview.state === 'RUNNING' && <RunBar run={preview} words="running" />}
      {preview.state === 'FAILED' && <Text size="sm">{t('failed')}</Text>}
      {preview.state === 'DONE' && <Preview query={seen} />}
      <ProblemAlert error={work.error ?? cancel.error ?? discard.error} />
      <Group gap="sm">
        {preview.state === 'RUNNING' ? (
          <Button
            size="compact-md"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t('cancel')}
          </Button>
        ) : (
          <Button
            size="compact-md"
            variant={preview.state === 'DONE' ? 'default' : 'filled'}
            loading={work.isPending}
            onClick={() => work.mutate()}
          >
            {t(preview.state === 'NONE' ? 'preview' : 'previewAgain')}
          </Button>
        )}
        {summary && (
          <Button size="compact-md" onClick={() => setApplying(true)}>
            {t('apply')}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="default"
          loading={discard.isPending}
          onClick={() => discard.mutate()}
        >
          {t('discard')}
        </Button>
      </Group>
      {applying && summary && (
        <ReasonModal
          title={t('applyTitle', { version })}
          effect={t('applyEffect', {
            version,
            changed: summary.changed,
            people: summary.people,
            gaining: summary.gaining,
            losing: summary.losing,
            up: summary.levelsUp,
            down: summary.levelsDown,
          })}
          confirm={t('apply')}
          danger
          run={(reason) => api.gamificationAdmin.applyRules({ params: { version }, body: { reason } })}
          onClose={() => setApplying(false)}
          onDone={() => {
            notifications.show({ message: t('appliedDone', { version }), color: 'fir' });
            void client.invalidateQueries({ queryKey: ['gamification'] });
          }}
        />
      )}
    </Stack>
  );
}

function Changes({ rules, current }: { rules: XpRules; current: XpRules }) {
  const t = useTranslations('gamification.admin.rules');
  const events = useTranslations('gamification.events');
  const words = useRuleWords();
  const inWords = (of: XpRules, event: keyof XpRules['events']) =>
    `${words.xp(of.events[event])} (${words.cap(of.events[event])})`;
  const changed = gamificationWire.xpEvent.options.filter(
    (event) => inWords(rules, event) !== inWords(current, event),
  );
  const days = rules.days !== current.days;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('changes')}
      </Text>
      {changed.length === 0 && !days && <Text size="sm">{t('noChanges')}</Text>}
      <List size="sm">
        {changed.map((event) => (
          <List.Item key={event}>
            {t('change', {
              event: events(event),
              before: inWords(current, event),
              after: inWords(rules, event),
            })}
          </List.Item>
        ))}
        {days && (
          <List.Item>
            {t('change', {
              event: t('days'),
              before: t(`daysOf.${current.days}`),
              after: t(`daysOf.${rules.days}`),
            })}
          </List.Item>
        )}
      </List>
    </Stack>
  );
}
