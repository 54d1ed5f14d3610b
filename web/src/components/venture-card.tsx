'use client';

import { Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { venturesWire } from '@smartstart/contract';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';

const phases = [
  'IDEATION',
  'IDEA_REVIEW',
  'TEAM_BUILDING',
  'MARKET_VALIDATION',
  'PIVOT',
  'PRODUCT_DEVELOPMENT',
  'BETA',
  'LAUNCH',
  'FUNDING',
  'GROWTH',
  'SCALING',
  'MATURE',
  'STALLED',
  'EXIT_NEGOTIATION',
  'EXITED',
  'ABANDONED',
] as const;

export type VentureCardData = output<typeof venturesWire.ventureCard>;

/** A public venture at a glance. */
export function VentureCard({
  venture,
  href,
  order = 2,
}: {
  venture: VentureCardData;
  href: string;
  order?: 2 | 3;
}) {
  const t = useTranslations('public');
  return (
    <Card component="article" h="100%">
      <Stack gap="sm" h="100%">
        <Group gap="xs">
          <Badge color="gray">{venture.industry}</Badge>
          {venture.phase && <PhaseBadge phase={venture.phase} />}
        </Group>
        <Title order={order} size="h3">
          <Anchor component={Link} href={href} inherit c="inherit">
            {venture.name}
          </Anchor>
        </Title>
        <Text size="sm" lineClamp={3} flex={1}>
          {venture.purpose || t('explore.noPurpose')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('explore.byline', { owner: venture.ownerName, count: venture.memberCount })}
        </Text>
      </Stack>
    </Card>
  );
}

/** The business phase in words; one this page does not know yet is shown as it came. */
export function PhaseBadge({ phase }: { phase: string }) {
  const t = useTranslations('public.phases');
  const known = phases.find((name) => name === phase);
  return <Badge color="fir">{known ? t(known) : phase}</Badge>;
}
