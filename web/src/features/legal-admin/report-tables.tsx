'use client';

import { BarChart } from '@mantine/charts';
import { Accordion, Anchor, Group, Stack, Table } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { ComplianceBadge } from '../compliance/state-badge';
import type { Report } from './queries';

/** Members by score: a picture, and the same as a table. */
export function Scores({ scores }: { scores: Report['scores'] }) {
  const t = useTranslations('legalAdmin.report');
  const format = useFormat();
  const rows = scores.map(({ from, to, members }) => ({
    range: from === to ? t('exactly', { from }) : t('range', { from, to }),
    members,
  }));
  return (
    <Section title={t('scores')} text={t('scoresText')}>
      <Stack gap="xs">
        <div role="img" aria-label={t('scoresPicture')}>
          <BarChart
            h={220}
            data={rows}
            dataKey="range"
            accessibilityLayer={false}
            maxBarWidth={64}
            series={[{ name: 'members', label: t('members'), color: 'fir.6' }]}
            valueFormatter={(value) => format.number(value)}
            yAxisProps={{ allowDecimals: false, width: 44 }}
          />
        </div>
        <Accordion variant="separated" order={3}>
          <Accordion.Item value="table">
            <Accordion.Control>{t('asTable')}</Accordion.Control>
            <Accordion.Panel>
              <TwoColumns label={t('scores')} left={t('score')} right={t('members')}>
                {rows.map(({ range, members }) => (
                  <Table.Tr key={range}>
                    <Table.Td>{range}</Table.Td>
                    <Table.Td ta="end">{format.number(members)}</Table.Td>
                  </Table.Tr>
                ))}
              </TwoColumns>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Section>
  );
}

/** Copies in force that end soon, the nearest last. */
export function Expiring({ expiring }: { expiring: Report['expiring'] }) {
  const t = useTranslations('legalAdmin.report');
  const format = useFormat();
  return (
    <Section title={t('expiring')} text={t('expiringText')}>
      <TwoColumns label={t('expiring')} left={t('expiring')} right={t('copies')}>
        {expiring
          .toSorted((a, b) => b.days - a.days)
          .map(({ days, copies }) => (
            <Table.Tr key={days}>
              <Table.Td>{t('within', { days })}</Table.Td>
              <Table.Td ta="end">{format.number(copies)}</Table.Td>
            </Table.Tr>
          ))}
      </TwoColumns>
    </Section>
  );
}

/** How many cases stand where, each with the way to them. */
export function People({ states }: { states: Report['states'] }) {
  const t = useTranslations('legalAdmin.report');
  const names = useTranslations('compliance.state');
  const format = useFormat();
  return (
    <Section title={t('states')}>
      <TwoColumns label={t('states')} left={t('state')} right={t('people')}>
        {states.map(({ state, people }) => (
          <Table.Tr key={state}>
            <Table.Td>
              {people === 0 ? (
                <ComplianceBadge state={state} />
              ) : (
                <Group gap="xs">
                  <ComplianceBadge state={state} />
                  <Anchor
                    component={Link}
                    href={`/admin/legal/people?state=${state}`}
                    size="sm"
                    aria-label={t('whoNamed', { state: names(state) })}
                  >
                    {t('who')}
                  </Anchor>
                </Group>
              )}
            </Table.Td>
            <Table.Td ta="end">{format.number(people)}</Table.Td>
          </Table.Tr>
        ))}
      </TwoColumns>
    </Section>
  );
}

interface TwoColumnsProps {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly children: ReactNode;
}

function TwoColumns({ label, left, right, children }: TwoColumnsProps) {
  return (
    <Table aria-label={label} maw={560} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{left}</Table.Th>
          <Table.Th scope="col" ta="end">
            {right}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}
