'use client';

import { Box, Checkbox, Group, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { groups, type Preference, type Preferences } from './notification-preferences';

interface MatrixProps {
  readonly preferences: Preferences;
  readonly onChange: (next: Preferences) => void;
}

const channels = ['inApp', 'email', 'push'] as const;
type Channel = (typeof channels)[number];

/** Types down, channels across, one table a group. */
export function NotificationMatrix({ preferences, onChange }: MatrixProps) {
  const t = useTranslations('settings.notifications');
  const set = (changed: readonly Preference[]) => {
    const byType = new Map(changed.map((one) => [one.type, one]));
    onChange({ ...preferences, types: preferences.types.map((one) => byType.get(one.type) ?? one) });
  };
  return (
    <Stack gap="xl">
      {groups.map((group) => {
        const rows = preferences.types.filter((one) => one.group === group);
        if (rows.length === 0) return null;
        return (
          <Box key={group}>
            <Title order={3} size="h4" id={`types-${group}`} mb="xs">
              {t(`groups.${group}`)}
            </Title>
            <Table aria-labelledby={`types-${group}`} layout="fixed" horizontalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('type')}</Table.Th>
                  {channels.map((channel) => (
                    <Table.Th key={channel} w={{ base: 62, sm: 90 }} ta="center">
                      <HeadBox
                        channel={channel}
                        group={t(`groups.${group}`)}
                        rows={rows}
                        preferences={preferences}
                        onChange={set}
                      />
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <TypeRow
                    key={row.type}
                    row={row}
                    preferences={preferences}
                    onChange={(changed) => set([changed])}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Box>
        );
      })}
    </Stack>
  );
}

/** The name of a channel with a box for the whole group. */
function HeadBox({
  channel,
  group,
  rows,
  preferences,
  onChange,
}: {
  channel: Channel;
  group: string;
  rows: readonly Preference[];
  preferences: Preferences;
  onChange: (changed: readonly Preference[]) => void;
}) {
  const t = useTranslations('settings.notifications');
  const free = rows.filter((row) => isOpen(row, channel, preferences));
  const on = free.filter((row) => row[channel]).length;
  return (
    <Stack gap={4} align="center">
      <Text size="xs" fw={600}>
        {t(`channels.${channel}`)}
      </Text>
      {free.length > 1 && (
        <Checkbox
          size="md"
          checked={on === free.length}
          indeterminate={on > 0 && on < free.length}
          aria-label={t('allOf', { group, channel: t(`channels.${channel}`) })}
          onChange={(event) =>
            onChange(free.map((row) => ({ ...row, [channel]: event.currentTarget.checked })))
          }
        />
      )}
    </Stack>
  );
}

function TypeRow({
  row,
  preferences,
  onChange,
}: {
  row: Preference;
  preferences: Preferences;
  onChange: (changed: Preference) => void;
}) {
  const t = useTranslations('settings.notifications');
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
        <Group gap={6} wrap="nowrap">
          <span>{row.label}</span>
          {row.mandatory && (
            <Text component="span" size="sm" c="dimmed" lh={0} title={t('mandatory')}>
              <IconLock size={15} aria-hidden />
              <VisuallyHidden>{t('mandatory')}</VisuallyHidden>
            </Text>
          )}
        </Group>
      </Table.Th>
      {channels.map((channel) => (
        <Table.Td key={channel}>
          <Group justify="center">
            <Checkbox
              size="md"
              checked={row[channel]}
              disabled={!isOpen(row, channel, preferences)}
              aria-label={t('cell', { type: row.label, channel: t(`channels.${channel}`) })}
              onChange={(event) => onChange({ ...row, [channel]: event.currentTarget.checked })}
            />
          </Group>
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** Mandatory types are fixed in-app and by e-mail; a channel that is off as a whole has nothing to choose. */
function isOpen(row: Preference, channel: Channel, preferences: Preferences): boolean {
  if (channel === 'push') return preferences.pushEnabled;
  if (row.mandatory) return false;
  return channel === 'inApp' || preferences.emailEnabled;
}
