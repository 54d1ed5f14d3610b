'use client';

import { Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { VentureCard as VentureCardData, VentureRole } from './types';
import { RoleBadge, StatusBadge } from './venture-badges';

/** One venture in a list. The heading is the link, so that a list of cards reads as a list of names. */
export function VentureCard({
  venture,
  headingOrder = 2,
}: {
  venture: VentureCardData & { myRole?: VentureRole | null };
  headingOrder?: 2 | 3;
}) {
  const t = useTranslations('ventures');
  return (
    <Card component="article" h="100%">
      <Stack gap="xs" h="100%">
        <Group gap="xs">
          <StatusBadge status={venture.status} />
          {venture.myRole && <RoleBadge role={venture.myRole} />}
        </Group>
        <Title order={headingOrder} size="h4">
          <Anchor component={Link} href={`/ventures/${venture.id}`} inherit>
            {venture.name}
          </Anchor>
        </Title>
        <Text size="sm" lineClamp={3} style={{ flex: 1 }}>
          {venture.purpose || t('noPurpose')}
        </Text>
        <Group gap={6}>
          {venture.tags.map((tag) => (
            <Badge key={tag} variant="default">
              {tag}
            </Badge>
          ))}
        </Group>
        <Text size="sm" c="dimmed">
          {t('cardLine', {
            industry: t(`industry.${industryKey(venture.industry)}`),
            owner: venture.ownerName,
            members: venture.memberCount,
          })}
        </Text>
      </Stack>
    </Card>
  );
}

/** Message keys hold letters only; industries hold spaces and signs. */
export function industryKey(industry: VentureCardData['industry']) {
  return industryKeys[industry];
}

const industryKeys = {
  Technology: 'technology',
  Healthcare: 'healthcare',
  Finance: 'finance',
  Education: 'education',
  'E-commerce': 'ecommerce',
  Manufacturing: 'manufacturing',
  'Real estate': 'realEstate',
  Entertainment: 'entertainment',
  'Food & beverage': 'food',
  Transportation: 'transportation',
  Energy: 'energy',
  Agriculture: 'agriculture',
  Retail: 'retail',
  Consulting: 'consulting',
  Marketing: 'marketing',
  'Social impact': 'socialImpact',
  Other: 'other',
  Undecided: 'undecided',
} as const satisfies Record<VentureCardData['industry'], string>;
