'use client';

import { Stack, Table, Text } from '@mantine/core';
import { gamificationWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { rulesQuery } from './queries';
import type { XpRule } from './types';

/** The rules in force, as a table. */
export function RulesPart() {
  const t = useTranslations('gamification');
  const query = useQuery(rulesQuery());
  const words = useRuleWords();
  return (
    <QueryView query={query} lines={6}>
      {({ version, rules }) => (
        <Section title={t('rules.title')} text={t('rules.text', { version, days: rules.days })}>
          <Table aria-label={t('rules.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('rules.event')}</Table.Th>
                <Table.Th ta="end">{t('rules.xp')}</Table.Th>
                <Table.Th>{t('rules.cap')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {gamificationWire.xpEvent.options.map((event) => (
                <Table.Tr key={event}>
                  <Table.Td>{t(`events.${event}`)}</Table.Td>
                  <Table.Td ta="end">
                    <Stack gap={0}>
                      {words.xp(rules.events[event])}
                      {typeof rules.events[event].xp !== 'number' && (
                        <Text size="xs" c="dimmed">
                          {t('rules.byPriorityText')}
                        </Text>
                      )}
                    </Stack>
                  </Table.Td>
                  <Table.Td>{words.cap(rules.events[event])}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Section>
      )}
    </QueryView>
  );
}

/** A rule in words, for this table and for comparing versions. */
export function useRuleWords() {
  const t = useTranslations('gamification.rules');
  const format = useFormat();
  return {
    xp: ({ xp }: XpRule): string =>
      typeof xp === 'number'
        ? format.number(xp)
        : t('byPriority', { low: xp.LOW, medium: xp.MEDIUM, high: xp.HIGH, critical: xp.CRITICAL }),
    cap: ({ cap }: XpRule): string => {
      if (!cap) return t('noCap');
      const words = t(`caps.${cap.per}`, { count: cap.count });
      return cap.within ? t(`within.${cap.within}`, { cap: words }) : words;
    },
  };
}
