'use client';

import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useMe } from '../../lib/session';
import { PlainTable } from '../money/plain-table';
import { RelationshipBadge, useRate } from './looks';
import { boxHeight, layout, shortened, type Box } from './network-layout';
import type { Analytics, RelationshipState } from './types';

type Network = Analytics['network'];
type Node = Network['referred'][number];

/** How the line of a state is drawn, besides the word in its box. */
const dashes: Record<RelationshipState, string | undefined> = {
  ACTIVE: undefined,
  PENDING_AGREEMENT: '8 5',
  SUSPENDED: '2 5',
  EXPIRED: '2 5',
  TERMINATED: '2 5',
};

/** Who stands one level up and one level down: a picture, and the same as a table. Further levels do not exist. */
export function NetworkSection({ network }: { network: Network }) {
  const t = useTranslations('umbrella.network');
  const rate = useRate();
  const { sponsor, referred, more } = network;
  const rows = [
    ...(sponsor ? [{ ...sponsor, role: 'SPONSOR' as const }] : []),
    ...referred.map((node) => ({ ...node, role: 'REFERRED' as const })),
  ];
  if (rows.length === 0) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <Picture network={network} />
      <PlainTable
        label={t('table')}
        minWidth={440}
        items={rows}
        keyOf={({ relationshipId }) => relationshipId}
        columns={[
          {
            head: t('name'),
            cell: ({ relationshipId, name }) => (
              <Anchor component={Link} href={`/umbrella/${relationshipId}`}>
                {name}
              </Anchor>
            ),
          },
          { head: t('role'), cell: ({ role }) => t(`roles.${role}`) },
          { head: t('state'), cell: ({ state }) => <RelationshipBadge state={state} /> },
          { head: t('rate'), end: true, cell: ({ ratePercent }) => rate(ratePercent) },
        ]}
      />
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {t('more', { count: more })}
        </Text>
      )}
    </Section>
  );
}

function Picture({ network: { sponsor, referred } }: { network: Network }) {
  const t = useTranslations('umbrella.network');
  const me = useMe().data;
  const { ref, width } = useElementSize();
  const made = width > 0 ? layout(width, { sponsor: sponsor !== null, referred: referred.length }) : null;
  const drawn = referred.slice(0, made?.shown ?? 0);
  return (
    <Stack gap="xs">
      <div ref={ref} style={{ width: '100%' }}>
        {made && (
          <svg
            width={made.width}
            height={made.height}
            role="img"
            aria-label={t('alternative', {
              sponsor: sponsor ? t('alternativeSponsor', { name: sponsor.name }) : t('alternativeNobody'),
              count: referred.length,
              names: drawn.map(({ name }) => name).join(', '),
            })}
            style={{ display: 'block', overflow: 'visible' }}
          >
            {made.sponsor && sponsor && (
              <Line path={`M${made.width / 2} ${boxHeight} V${made.self.y}`} state={sponsor.state} />
            )}
            {drawn.map((node, index) => (
              <Line key={node.relationshipId} path={made.lines[index]!} state={node.state} />
            ))}
            {made.sponsor && sponsor && <Person box={made.sponsor} width={made.boxWidth} node={sponsor} />}
            <Self box={made.self} width={made.boxWidth} name={me?.name ?? ''} />
            {drawn.map((node, index) => (
              <Person
                key={node.relationshipId}
                box={made.referred[index]!}
                width={made.boxWidth}
                node={node}
              />
            ))}
          </svg>
        )}
      </div>
      {made && made.shown < referred.length && (
        <Text size="sm" c="dimmed">
          {t('drawn', { shown: made.shown, count: referred.length })}
        </Text>
      )}
      <Group gap="lg" aria-hidden>
        {(['ACTIVE', 'PENDING_AGREEMENT', 'SUSPENDED'] as const).map((state) => (
          <Group key={state} gap={8} wrap="nowrap">
            <svg width="32" height="8" aria-hidden focusable="false">
              <Line path="M0 4 H32" state={state} />
            </svg>
            <Text size="sm">{t(`line.${state}`)}</Text>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}

function Line({ path, state }: { path: string; state: RelationshipState }) {
  return (
    <path
      d={path}
      fill="none"
      stroke="var(--mantine-color-dimmed)"
      strokeWidth={2}
      strokeDasharray={dashes[state]}
    />
  );
}

function Person({ box, width, node }: { box: Box; width: number; node: Node }) {
  const t = useTranslations('umbrella.network.short');
  const rate = useRate();
  const line = node.state === 'ACTIVE' ? rate(node.ratePercent) : t(node.state);
  return <NameBox box={box} width={width} name={node.name} line={line} />;
}

function Self({ box, width, name }: { box: Box; width: number; name: string }) {
  const t = useTranslations('umbrella.network');
  return <NameBox box={box} width={width} name={name} line={t('you')} own />;
}

interface NameBoxProps {
  readonly box: Box;
  readonly width: number;
  readonly name: string;
  readonly line: string;
  readonly own?: boolean;
}

function NameBox({ box, width, name, line, own = false }: NameBoxProps) {
  const centre = box.x + width / 2;
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={width}
        height={boxHeight}
        rx={8}
        fill="var(--mantine-color-body)"
        stroke={own ? 'var(--mantine-primary-color-filled)' : 'var(--mantine-color-dimmed)'}
        strokeWidth={own ? 3 : 1.5}
      />
      <text x={centre} y={box.y + 22} textAnchor="middle" fontSize={14} fontWeight={600} fill="currentColor">
        {shortened(name, width)}
      </text>
      <text x={centre} y={box.y + 40} textAnchor="middle" fontSize={12} fill="currentColor">
        {shortened(line, width)}
      </text>
    </g>
  );
}
