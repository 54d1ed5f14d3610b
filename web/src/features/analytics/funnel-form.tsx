'use client';

import { Button, Card, Group, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { MoveButton } from '../../components/move-button';
import { useEvents } from './event-field';
import { matchOf, MatchFields, noMatch, type MatchDraft } from './match-fields';
import type { FunnelQuery, Match } from './types';

const fewest = 2;
const most = 8;
const day = 24;
const windows = [1, day, 3 * day, 7 * day, 14 * day, 30 * day, 90 * day] as const;

export type FunnelChoice = Pick<FunnelQuery, 'steps' | 'windowHours' | 'order' | 'by'>;

interface FunnelFormProps {
  /** What is shown at present; the form begins with it. */
  readonly shown: FunnelChoice | null;
  readonly busy: boolean;
  readonly onAsk: (choice: FunnelChoice) => void;
}

interface Row extends MatchDraft {
  readonly key: number;
}

/** Steps, window and order of a funnel; nothing is asked before it is complete. */
export function FunnelForm({ shown, busy, onAsk }: FunnelFormProps) {
  const t = useTranslations('analytics.funnels');
  const serial = useRef(0);
  const fresh = (draft: MatchDraft): Row => ({ ...draft, key: serial.current++ });
  const [rows, setRows] = useState<readonly Row[]>(() =>
    (shown?.steps ?? [noMatch, noMatch]).map((step) => fresh(step)),
  );
  const [windowHours, setWindow] = useState(shown?.windowHours ?? 14 * day);
  const [order, setOrder] = useState<FunnelChoice['order']>(shown?.order ?? 'LOOSE');
  const [by, setBy] = useState(shown?.by ?? null);
  const { propertiesOf } = useEvents();
  const first = rows[0]?.event ?? null;
  const properties = first === null ? [] : propertiesOf(first);
  const [missing, setMissing] = useState<number | null>(null);
  const fields = useRef(new Map<number, HTMLInputElement>());
  const ask = () => {
    const steps = rows.map((row) => matchOf(row));
    const gap = steps.indexOf(null);
    setMissing(gap < 0 ? null : rows[gap]!.key);
    if (gap >= 0) return fields.current.get(rows[gap]!.key)?.focus();
    // A property of another first step is none of this one.
    const kept = by !== null && (properties.length === 0 || properties.includes(by)) ? by : null;
    onAsk({ steps: steps as Match[], windowHours, order, by: kept });
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    next.splice(index + by, 0, row!);
    setRows(next);
  };
  return (
    <form
      noValidate
      aria-label={t('form')}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Stack>
        <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
          {rows.map((row, index) => {
            const name = t('step', { number: index + 1 });
            return (
              <Card component="li" key={row.key} padding="sm">
                <Group align="flex-start" gap="sm">
                  <Stack flex="1 1 14rem" miw={0}>
                    <MatchFields
                      label={name}
                      value={row}
                      error={missing === row.key ? t('missing') : null}
                      ref={(node) => {
                        if (node) fields.current.set(row.key, node);
                        else fields.current.delete(row.key);
                      }}
                      onChange={(draft) => {
                        setMissing(null);
                        setRows(rows.map((one) => (one.key === row.key ? { ...draft, key: row.key } : one)));
                      }}
                    />
                  </Stack>
                  <Group gap={4} pt={{ base: 0, xs: 24 }}>
                    <MoveButton
                      by={-1}
                      off={index === 0}
                      label={t('up', { name })}
                      onMove={(by) => move(index, by)}
                    />
                    <MoveButton
                      by={1}
                      off={index === rows.length - 1}
                      label={t('down', { name })}
                      onMove={(by) => move(index, by)}
                    />
                    <Button
                      variant="default"
                      disabled={rows.length <= fewest}
                      aria-label={t('removeNamed', { name })}
                      onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                    >
                      {t('remove')}
                    </Button>
                  </Group>
                </Group>
              </Card>
            );
          })}
        </Stack>
        {rows.length < most && (
          <Group>
            <Button
              variant="default"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setRows([...rows, fresh(noMatch)])}
            >
              {t('add')}
            </Button>
          </Group>
        )}
        <Group align="flex-start" gap="lg">
          <NativeSelect
            label={t('window')}
            description={t('windowHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={String(windowHours)}
            flex="1 1 14rem"
            onChange={({ currentTarget }) => setWindow(Number(currentTarget.value))}
            data={[...new Set([...windows, windowHours])]
              .toSorted((a, b) => a - b)
              .map((hours) => ({
                value: String(hours),
                label: hours % day === 0 ? t('days', { count: hours / day }) : t('hours', { count: hours }),
              }))}
          />
          <NativeSelect
            label={t('by')}
            description={t('byHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            disabled={properties.length === 0 && by === null}
            value={by ?? ''}
            flex="1 1 12rem"
            onChange={({ currentTarget }) => setBy(currentTarget.value || null)}
            data={[
              { value: '', label: t('byNothing') },
              ...[...new Set([...properties, ...(by === null ? [] : [by])])].map((value) => ({
                value,
                label: value,
              })),
            ]}
          />
          <Radio.Group
            label={t('order')}
            value={order}
            flex="2 1 18rem"
            onChange={(value) => setOrder(value as FunnelChoice['order'])}
          >
            <Stack gap={8} mt={6}>
              {(['LOOSE', 'STRICT'] as const).map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`orders.${value}.name`)}
                  description={t(`orders.${value}.text`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        </Group>
        <Group>
          <Button type="submit" loading={busy}>
            {t('ask')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('askHint')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
