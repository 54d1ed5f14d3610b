'use client';

import { Alert, Group, NativeSelect, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconInfoCircle, IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import type { PriceList } from './queries';

const rewardGroups = ['daily', 'milestones', 'community'] as const;
const costGroups = ['ventures', 'work', 'features', 'other'] as const;

/** Where a cost stands in the list, by its code; a code this page does not know yet stands under "other". */
const costGroupOf: Record<string, (typeof costGroups)[number]> = {
  'venture-submit': 'ventures',
  'venture-card-change': 'ventures',
  'venture-close': 'ventures',
  'venture-publish': 'ventures',
  'member-invite': 'ventures',
  'member-remove': 'ventures',
  'post-opportunity': 'work',
  apply: 'work',
  'publish-service-offer': 'work',
  'apply-priced-bid': 'work',
  'accept-offer': 'work',
  'sign-custom-document': 'work',
  'generate-contract': 'work',
  'legal-review': 'work',
  'open-dispute': 'work',
  'priority-support': 'features',
  'advanced-analytics': 'features',
  'api-access': 'features',
  'custom-branding': 'features',
  'white-label': 'features',
};

interface PriceListsProps {
  readonly prices: PriceList;
  /** The version in force; older ones can be read. */
  readonly newest: number;
  readonly onVersion: (version: number) => void;
}

/** Everything that earns BUZ and everything that costs some, of one version of the price list. */
export function PriceLists({ prices, newest, onVersion }: PriceListsProps) {
  const t = useTranslations('rewards');
  const format = useFormat();
  const buz = useBuzFormat();
  const [words, setWords] = useState('');
  const rewards = prices.rewards.filter(({ label, cap }) => matches(words, label, cap));
  const costs = prices.costs.filter(({ label, note }) => matches(words, label, note));
  return (
    <Stack gap="lg">
      <Group component="search" align="flex-end">
        <TextInput
          type="search"
          label={t('search')}
          flex="1 1 16rem"
          maxLength={60}
          value={words}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {newest > 1 && (
          <NativeSelect
            label={t('version')}
            value={String(prices.version)}
            data={Array.from({ length: newest }, (_, index) => {
              const version = newest - index;
              return {
                value: String(version),
                label: version === newest ? t('versionNow', { version }) : t('versionOld', { version }),
              };
            })}
            onChange={(event) => onVersion(Number(event.currentTarget.value))}
          />
        )}
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t('inForce', { version: prices.version, date: format.date(prices.effectiveAt) })}
        {words.trim() && ` ${t('found', { count: rewards.length + costs.length })}`}
      </Text>
      <Section title={t('earn.title')} text={t('earn.text')}>
        <Alert icon={<IconInfoCircle aria-hidden />} title={t('earn.capTitle')}>
          {t('earn.capText', { cap: buz.short(prices.sharedDailyCap) })}
        </Alert>
        {rewardGroups.map((group) => (
          <PriceTable
            key={group}
            title={t(`earn.groups.${group}`)}
            head={[t('earn.event'), t('earn.cap')]}
            rows={rewards
              .filter((reward) => rewardGroupOf(reward) === group)
              .map(({ event, label, amount, cap }) => ({ key: event, label, amount, note: cap }))}
          />
        ))}
        {rewards.length === 0 && <Text c="dimmed">{t('nothing')}</Text>}
      </Section>
      <Section title={t('costs.title')} text={t('costs.text')}>
        {costGroups.map((group) => (
          <PriceTable
            key={group}
            title={t(`costs.groups.${group}`)}
            head={[t('costs.action'), t('costs.note')]}
            rows={costs
              .filter(({ action }) => (costGroupOf[action] ?? 'other') === group)
              .map(({ action, label, amount, note }) => ({ key: action, label, amount, note }))}
          />
        ))}
        {costs.length === 0 && <Text c="dimmed">{t('nothing')}</Text>}
      </Section>
    </Stack>
  );
}

interface PriceTableProps {
  readonly title: string;
  readonly head: readonly [string, string];
  readonly rows: readonly { key: string; label: string; amount: string; note: string | null }[];
}

function PriceTable({ title, head, rows }: PriceTableProps) {
  if (rows.length === 0) return null;
  return (
    <div>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Table aria-label={title} layout="fixed" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{head[0]}</Table.Th>
            <Table.Th scope="col" ta="end" w="7rem">
              BUZ
            </Table.Th>
            <Table.Th scope="col">{head[1]}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, label, amount, note }) => (
            <Table.Tr key={key}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="end">
                <BuzAmount amount={amount} bare />
              </Table.Td>
              <Table.Td>{note ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function rewardGroupOf(reward: PriceList['rewards'][number]): (typeof rewardGroups)[number] {
  if (reward.sharedDailyCap) return 'daily';
  return reward.pool === 'COMMUNITY' ? 'community' : 'milestones';
}

function matches(words: string, ...texts: (string | null)[]): boolean {
  const wanted = words.trim().toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) ?? false);
}
