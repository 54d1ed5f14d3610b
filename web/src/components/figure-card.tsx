'use client';

import { Sparkline } from '@mantine/charts';
import { ActionIcon, Box, Card, Group, Popover, Stack, Text, Title } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconHelpCircle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { seriesColour } from '../features/equity/patterns';

export interface FigureChange {
  /** `plain`: only the figure before can be said; `none`: there is none. */
  readonly direction: 'up' | 'down' | 'same' | 'plain' | 'none';
  /** As the reader writes it, without a sign, e.g. `12 %`. */
  readonly change: string;
  readonly before: string;
}

interface FigureCardProps {
  readonly name: string;
  /** Null reads "no data". */
  readonly value: string | null;
  readonly definition: ReactNode;
  readonly change?: FigureChange | null;
  /** The course, small and without words; the same figures have to stand somewhere as text. */
  readonly course?: readonly (number | null)[];
  /** What may be done with it: a way to its chart, to the people. */
  readonly actions?: ReactNode;
  /** Badges beside the name: how the figure came about. */
  readonly badges?: ReactNode;
  readonly note?: ReactNode;
  readonly order?: 2 | 3 | 4;
}

/** One figure with its name, what it means, how it has changed, and its course. */
export function FigureCard(props: FigureCardProps) {
  const { name, value, definition, change, course, actions, badges, note, order = 3 } = props;
  const t = useTranslations('figures');
  return (
    <Card component="article" padding="md" h="100%">
      <Stack gap={6} h="100%">
        <Group gap={4} justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={order} size="h5" ff="text" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Title>
          <Definition name={name}>{definition}</Definition>
        </Group>
        {value === null ? (
          <Text fz="1.1rem" lh="2.1rem" c="dimmed">
            {t('noData')}
          </Text>
        ) : (
          <Text
            fz="1.75rem"
            fw={600}
            lh={1.2}
            style={{ fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}
          >
            {value}
          </Text>
        )}
        {badges && <Group gap="xs">{badges}</Group>}
        {change && value !== null && <Change {...change} />}
        {note && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
        {course && <Course points={course} />}
        {actions && (
          <Group gap="xs" mt="auto">
            {actions}
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Definition({ name, children }: { name: string; children: ReactNode }) {
  const t = useTranslations('figures');
  return (
    <Popover width={320} withArrow shadow="md" position="bottom-end" trapFocus={false}>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('definition', { name })}>
          <IconHelpCircle size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 2rem)">
        <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}

const arrows = {
  up: IconArrowUpRight,
  down: IconArrowDownRight,
  same: IconEqual,
  plain: null,
  none: null,
} as const;

function Change({ direction, change, before }: FigureChange) {
  const t = useTranslations('figures.change');
  const Arrow = arrows[direction];
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      {Arrow && <Arrow size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />}
      <Text size="sm" c="dimmed">
        {t(direction, { change, before })}
      </Text>
    </Group>
  );
}

function Course({ points }: { points: readonly (number | null)[] }) {
  const known = points.flatMap((point) => point ?? []);
  if (known.length < 2) return null;
  return (
    <Box aria-hidden inert>
      <Sparkline
        h={36}
        data={known}
        color={seriesColour(0)}
        curveType="linear"
        fillOpacity={0.15}
        strokeWidth={2}
        areaProps={{ isAnimationActive: false }}
      />
    </Box>
  );
}
