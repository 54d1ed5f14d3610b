'use client';

import { Badge, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { KindBadge } from '../../components/score-mode';
import { api } from '../../lib/api';
import { useHolds } from '../buz-admin/queries';
import { ReasonModal } from '../buz-admin/reason-modal';
import { PlainList } from '../documents/plain-list';
import { rulesQuery, useRefresh } from './queries';
import type { AnomalyRule } from './types';

/** What is watched, and whether anybody is told; changing it is written down with a reason. */
export function AnomalyRules() {
  const t = useTranslations('analytics.rules');
  const query = useQuery(rulesQuery());
  const mayChange = useHolds()([12]);
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={3}>
        {({ items }) => (
          <PlainList label={t('title')} gap="md">
            {items.map((rule) => (
              <li key={rule.rule}>
                <Rule rule={rule} mayChange={mayChange} />
              </li>
            ))}
          </PlainList>
        )}
      </QueryView>
    </Section>
  );
}

function Rule({ rule, mayChange }: { rule: AnomalyRule; mayChange: boolean }) {
  const t = useTranslations('analytics.rules');
  const [changing, setChanging] = useState(false);
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Stack gap={4} flex="1 1 18rem" miw={0}>
        <Group gap="xs">
          <Text fw={600}>{rule.title}</Text>
          <Badge variant="dot" color={rule.enabled ? 'fir' : 'gray'} h={24}>
            {t(rule.enabled ? 'on' : 'off')}
          </Badge>
          {rule.enabled && !rule.notify && (
            <Badge color="gray" h={24}>
              {t('silent')}
            </Badge>
          )}
          <KindBadge kind={rule.kind} />
        </Group>
        <Text size="sm" c="dimmed">
          {rule.definition}
        </Text>
      </Stack>
      {mayChange && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('changeNamed', { title: rule.title })}
          onClick={() => setChanging(true)}
        >
          {t('change')}
        </Button>
      )}
      {changing && <ChangeRule rule={rule} onClose={() => setChanging(false)} />}
    </Group>
  );
}

function ChangeRule({ rule, onClose }: { rule: AnomalyRule; onClose: () => void }) {
  const t = useTranslations('analytics.rules');
  const refresh = useRefresh();
  const [enabled, setEnabled] = useState(rule.enabled);
  const [notify, setNotify] = useState(rule.notify);
  return (
    <ReasonModal
      title={rule.title}
      effect={t('effect')}
      confirm={t('save')}
      run={(reason) =>
        api.analytics.setAnomalyRule({ params: { rule: rule.rule }, body: { enabled, notify, reason } })
      }
      onClose={onClose}
      onDone={() => {
        notifications.show({ message: t('saved'), color: 'fir' });
        void refresh('rules');
      }}
    >
      <Switch
        label={t('enabled')}
        checked={enabled}
        onChange={({ currentTarget }) => setEnabled(currentTarget.checked)}
      />
      <Switch
        label={t('notify')}
        checked={notify}
        disabled={!enabled}
        onChange={({ currentTarget }) => setNotify(currentTarget.checked)}
      />
    </ReasonModal>
  );
}
