'use client';

import { Accordion, Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { KindBadge, ScoreMode } from '../../components/score-mode';
import { useFormat } from '../../lib/format';
import { majorOf } from '../../lib/money';
import { drawn } from '../../lib/numbers';
import { PlainList } from '../documents/plain-list';
import { PlainTable } from '../money/plain-table';
import { placeHref, type Place } from './next-steps';
import { Missing } from './no-figures';
import { RangeBar } from './range-bar';
import type { Valuation, ValuationLine } from './types';
import { useRoughMoney } from './use-rough-money';

/** Where what a method rests on is entered. */
const places: Partial<Record<ValuationLine['method'], Place>> = {
  LAST_ROUND: { room: 'equity', path: '' },
  DISCOUNTED_CASH: { room: 'money', path: '/months' },
};

/** What only people judge is on the page itself. */
const judged: ReadonlySet<ValuationLine['method']> = new Set(['SCORECARD', 'BERKUS', 'RISK_FACTORS']);

/** How far above the range the scale goes at most. */
const timesRange = 4;

/** Each method as a range on one scale, with its inputs and what is missing. */
export function ValuationMethods({ ventureId, valuation }: { ventureId: string; valuation: Valuation }) {
  const t = useTranslations('standing.value');
  const currency = valuation.currency;
  const widest = Math.max(
    0,
    ...valuation.methods.map(({ highMinor }) =>
      highMinor === null || currency === null ? 0 : drawn(majorOf(highMinor, currency)),
    ),
  );
  // One method far above the others would press them into a corner; it runs out of the scale instead.
  const top = valuation.range && currency ? drawn(majorOf(valuation.range.highMinor, currency)) : widest;
  const most = Math.min(widest, Math.max(top * timesRange, 1));
  return (
    <PlainList label={t('methods')} gap="md">
      {valuation.methods.map((line) => (
        <li key={line.method}>
          <Method ventureId={ventureId} line={line} most={most} />
        </li>
      ))}
    </PlainList>
  );
}

function Method({ ventureId, line, most }: { ventureId: string; line: ValuationLine; most: number }) {
  const t = useTranslations('standing.value');
  const { method, label, kind, mode, counted, inputs, missing, source, foreign } = line;
  const place = places[method];
  return (
    <Card component="article" p="md" aria-label={label}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Title order={3}>{label}</Title>
          <Group gap="xs">
            <KindBadge kind={kind} />
            <ScoreMode
              mode={mode}
              provenance={{ model: null, version: null, trainedAt: null, source, foreign }}
            />
            <Badge color={counted ? 'green' : 'gray'}>{t(counted ? 'counted' : 'notCounted')}</Badge>
          </Group>
        </Group>
        <Bar line={line} most={most} />
        <Missing items={missing} />
        {missing.length > 0 && place && (
          <Anchor component={Link} href={placeHref(ventureId, place)} size="sm">
            {t(`enter.${place.room === 'equity' ? 'equity' : 'months'}`)}
          </Anchor>
        )}
        {missing.length > 0 && judged.has(method) && (
          <Anchor href="#assessment" size="sm">
            {t('enter.judge')}
          </Anchor>
        )}
        <Accordion variant="default" order={4}>
          <Accordion.Item value="inputs" style={{ border: 0 }}>
            <Accordion.Control px={0}>{t('inputs')}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="xs">
                <Text size="sm">{source}</Text>
                {inputs.length > 0 && (
                  <PlainTable
                    label={t('inputsOf', { label })}
                    minWidth={360}
                    items={inputs}
                    keyOf={(input) => input.label}
                    columns={[
                      { head: t('input'), cell: (input) => input.label },
                      { head: t('inputValue'), end: true, cell: ({ value }) => value ?? t('unknown') },
                      { head: t('inputFrom'), cell: ({ from }) => t(`from.${from}`) },
                    ]}
                  />
                )}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Card>
  );
}

function Bar({ line, most }: { line: ValuationLine; most: number }) {
  const t = useTranslations('standing.value');
  const rough = useRoughMoney();
  const compact = new Intl.NumberFormat(useFormat().locale, { notation: 'compact' });
  const { currency, lowMinor, midMinor, highMinor, label } = line;
  if (currency === null || lowMinor === null || highMinor === null)
    return <Text size="sm">{t('noValue')}</Text>;
  const major = (minor: string) => drawn(majorOf(minor, currency));
  const words = {
    low: rough(lowMinor, currency),
    high: rough(highMinor, currency),
    mid: midMinor === null ? '' : rough(midMinor, currency),
  };
  return (
    <Stack gap={4}>
      <Text>{midMinor === null ? t('between', words) : t('betweenMid', words)}</Text>
      <RangeBar
        low={major(lowMinor)}
        high={major(highMinor)}
        middle={midMinor === null || major(midMinor) > most ? null : major(midMinor)}
        from={0}
        to={most}
        fromText={rough('0', currency)}
        toText={compact.format(most)}
        alternative={t('bar', { label, ...words })}
      />
      {major(highMinor) > most && (
        <Text size="xs" c="dimmed">
          {t('beyond')}
        </Text>
      )}
    </Stack>
  );
}
