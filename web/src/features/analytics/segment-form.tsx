'use client';

import { Button, Card, Group, NumberInput, Radio, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { matchOf, MatchFields, noMatch, type MatchDraft } from './match-fields';
import type { SegmentQuery, SegmentRule } from './types';

const most = 6;
const highest = 10_000;

export type SegmentChoice = Pick<SegmentQuery, 'rules' | 'combine'>;

interface Row {
  readonly key: number;
  readonly match: MatchDraft;
  readonly atLeast: number | string;
  readonly atMost: number | string;
}

interface SegmentFormProps {
  readonly shown: SegmentChoice | null;
  readonly busy: boolean;
  readonly onAsk: (choice: SegmentChoice) => void;
}

/** Rules of who belongs to a segment: what was done, how often at least and at most. */
export function SegmentForm({ shown, busy, onAsk }: SegmentFormProps) {
  const t = useTranslations('analytics.segments');
  const serial = useRef(0);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    (shown?.rules ?? [{ match: noMatch, atLeast: 1 }]).map((rule) => ({
      key: serial.current++,
      match: rule.match,
      atLeast: rule.atLeast,
      atMost: 'atMost' in rule && rule.atMost !== undefined ? rule.atMost : '',
    })),
  );
  const [combine, setCombine] = useState<SegmentChoice['combine']>(shown?.combine ?? 'ALL');
  const [wrong, setWrong] = useState<{ readonly key: number; readonly field: Fault } | null>(null);
  const fields = useRef(new Map<string, HTMLInputElement>());
  const keep = (name: string) => (node: HTMLInputElement | null) => {
    if (node) fields.current.set(name, node);
    else fields.current.delete(name);
  };
  const ask = () => {
    const read = rows.map((row) => readRow(row));
    const at = read.findIndex((rule) => typeof rule === 'string');
    const fault = at < 0 ? null : { key: rows[at]!.key, field: read[at] as Fault };
    setWrong(fault);
    if (fault) return fields.current.get(`${fault.key} ${fault.field}`)?.focus();
    onAsk({ rules: read as SegmentRule[], combine });
  };
  const change = (key: number, part: Partial<Row>) => {
    setWrong(null);
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  };
  const errorOf = (key: number, field: Fault) =>
    wrong?.key === key && wrong.field === field ? t(`wrong.${field}`) : null;
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
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
          {rows.map(({ key, match, atLeast, atMost }, index) => {
            const name = t('rule', { number: index + 1 });
            return (
              <Card component="li" key={key} padding="sm">
                <Group align="flex-start" gap="sm">
                  <Stack flex="2 1 14rem" miw={0}>
                    <MatchFields
                      label={name}
                      value={match}
                      error={errorOf(key, 'match')}
                      ref={keep(`${key} match`)}
                      onChange={(next) => change(key, { match: next })}
                    />
                  </Stack>
                  <NumberInput
                    ref={keep(`${key} atLeast`)}
                    label={t('atLeast')}
                    flex="1 1 7rem"
                    min={0}
                    max={highest}
                    allowDecimal={false}
                    value={atLeast}
                    error={errorOf(key, 'atLeast')}
                    onChange={(next) => change(key, { atLeast: next })}
                  />
                  <NumberInput
                    ref={keep(`${key} atMost`)}
                    label={t('atMost')}
                    placeholder={t('unlimited')}
                    flex="1 1 7rem"
                    min={0}
                    max={highest}
                    allowDecimal={false}
                    value={atMost}
                    error={errorOf(key, 'atMost')}
                    onChange={(next) => change(key, { atMost: next })}
                  />
                  <Button
                    mt={{ base: 0, xs: 24 }}
                    variant="default"
                    disabled={rows.length === 1}
                    aria-label={t('removeNamed', { name })}
                    onClick={() => setRows(rows.filter((row) => row.key !== key))}
                  >
                    {t('remove')}
                  </Button>
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
              onClick={() =>
                setRows([...rows, { key: serial.current++, match: noMatch, atLeast: 1, atMost: '' }])
              }
            >
              {t('add')}
            </Button>
          </Group>
        )}
        {rows.length > 1 && (
          <Radio.Group
            label={t('combine')}
            value={combine}
            onChange={(value) => setCombine(value as SegmentChoice['combine'])}
          >
            <Group mt={6} gap="lg">
              {(['ALL', 'ANY'] as const).map((value) => (
                <Radio key={value} value={value} label={t(`combines.${value}`)} />
              ))}
            </Group>
          </Radio.Group>
        )}
        <Group>
          <Button type="submit" loading={busy}>
            {t('ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Fault = 'match' | 'atLeast' | 'atMost';

/** The rule a row means, or the field that is wrong. Never done is at least 0 and at most 0. */
function readRow({ match, atLeast, atMost }: Row): SegmentRule | Fault {
  const read = matchOf(match);
  if (read === null) return 'match';
  const low = atLeast === '' ? Number.NaN : Number(atLeast);
  if (!isCount(low)) return 'atLeast';
  if (atMost === '') return { match: read, atLeast: low };
  const high = Number(atMost);
  return isCount(high) && high >= low ? { match: read, atLeast: low, atMost: high } : 'atMost';
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= highest;
}
