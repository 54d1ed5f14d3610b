'use client';

import { Badge, DataList, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Venture } from './types';
import { industryKey } from './venture-card';

/** The card of a venture. Members also see the details; others have only the fields the server sends them. */
export function VentureFacts({ venture }: { venture: Venture }) {
  const t = useTranslations('ventures');
  const format = useFormat();
  const inside = venture.myRole !== null;
  const rows: [string, string | null][] = [
    [t('facts.owner'), venture.ownerName],
    [t('field.industry'), t(`industry.${industryKey(venture.industry)}`)],
    [t('facts.members'), format.number(venture.memberCount)],
    [t('facts.visibility'), t(`visibility.${venture.visibility}`)],
    [
      t('field.skills'),
      venture.skillsWanted
        .map((skill) => t('facts.skill', { name: skill.name, level: skill.level }))
        .join(', ') || null,
    ],
    [t('facts.reward'), inside ? t(`field.rewardKind.${venture.rewardKind}`) : null],
    [t('facts.team'), inside ? format.number(venture.teamSizeWanted) : null],
    [t('field.tierCeiling'), inside ? t(`field.tier.${venture.tierCeiling as 0 | 1 | 2 | 3}`) : null],
    [t('facts.created'), format.date(venture.createdAt)],
    [t('facts.activated'), venture.activatedAt && format.date(venture.activatedAt)],
    [t('facts.closed'), venture.closedAt && format.date(venture.closedAt)],
  ];
  return (
    <Stack gap="sm">
      {venture.purpose && <Text fw={600}>{venture.purpose}</Text>}
      {venture.description && (
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {venture.description}
        </Text>
      )}
      {venture.tags.length > 0 && (
        <Group gap={6}>
          {venture.tags.map((tag) => (
            <Badge key={tag} variant="default">
              {tag}
            </Badge>
          ))}
        </Group>
      )}
      <DataList labelWidth="9rem">
        {rows.map(
          ([label, value]) =>
            value !== null && (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue>{value}</DataList.ItemValue>
              </DataList.Item>
            ),
        )}
      </DataList>
    </Stack>
  );
}
