'use client';

import { Alert, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { PlainTable } from '../money/plain-table';
import { statementQuery, statementsQuery } from './queries';
import type { OwnSide, Statement } from './types';
import { UmbrellaFrame } from './umbrella-frame';

interface Choice {
  readonly year: number;
  readonly side: OwnSide;
}

/** `/umbrella/statements`: a year as sponsor or as referred member, to read and to keep. */
export function StatementsPage() {
  const t = useTranslations('umbrella.statements');
  return (
    <UmbrellaFrame title={t('title')} lead={t('lead')}>
      <Statements />
    </UmbrellaFrame>
  );
}

function Statements() {
  const t = useTranslations('umbrella.statements');
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useQuery(statementsQuery());
  return (
    <QueryView query={query} lines={1}>
      {({ sponsor, referred }) => {
        const choices = [
          ...sponsor.map((year): Choice => ({ year, side: 'SPONSOR' })),
          ...referred.map((year): Choice => ({ year, side: 'REFERRED' })),
        ].toSorted((a, b) => b.year - a.year);
        const keyOf = ({ year, side }: Choice) => `${year} ${side}`;
        const open = choices.find((one) => keyOf(one) === chosen) ?? choices[0];
        if (!open) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
        return (
          <Stack gap="lg">
            <NativeSelect
              label={t('choose')}
              maw={360}
              value={keyOf(open)}
              data={choices.map((one) => ({
                value: keyOf(one),
                label: t(`of.${one.side}`, { year: String(one.year) }),
              }))}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            />
            <OneStatement key={keyOf(open)} {...open} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function OneStatement({ year, side }: Choice) {
  const t = useTranslations('umbrella.statements');
  const { dateTime } = useFormat();
  const query = useQuery(statementQuery(year, side));
  return (
    <Section title={t(`of.${side}`, { year: String(year) })} text={t(`text.${side}`)}>
      <QueryView query={query}>
        {(statement) => (
          <Stack gap="lg">
            {statement.currencies.map((one) => (
              <Currency key={one.currency} part={one} side={side} />
            ))}
            <Text size="sm" c="dimmed">
              {t('made', { date: dateTime(statement.madeAt) })}
            </Text>
          </Stack>
        )}
      </QueryView>
      <Files year={year} side={side} />
    </Section>
  );
}

function Currency({ part, side }: { part: Statement['currencies'][number]; side: OwnSide }) {
  const t = useTranslations('umbrella.statements');
  const format = useMoneyFormat();
  const { currency, earnedMinor, paidMinor, reportable, thresholdMinor, lines } = part;
  const money = (minor: string) => format.money(minor, currency);
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {currency}
      </Title>
      <Stack maw={520}>
        <Figures>
          <Figure label={t(`earned.${side}`)}>{money(earnedMinor)}</Figure>
          <Figure label={t(`paid.${side}`)} strong>
            {money(paidMinor)}
          </Figure>
        </Figures>
      </Stack>
      {reportable && thresholdMinor && (
        <Alert color="yellow" title={t('reportableTitle')}>
          <Text size="sm">{t('reportableText', { threshold: money(thresholdMinor) })}</Text>
        </Alert>
      )}
      <PlainTable
        label={t('lines', { currency })}
        minWidth={560}
        items={lines.map((line, index) => ({ ...line, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          { head: t('month'), cell: ({ month }) => format.month(month) },
          { head: t(`other.${side}`), cell: ({ otherName }) => otherName },
          { head: t('base'), end: true, cell: ({ baseMinor }) => money(baseMinor) },
          { head: t('amount'), end: true, cell: ({ amountMinor }) => money(amountMinor) },
          { head: t(`paid.${side}`), end: true, cell: (line) => money(line.paidMinor) },
        ]}
      />
    </Stack>
  );
}

const formats = ['pdf', 'csv'] as const;

function Files({ year, side }: Choice) {
  const t = useTranslations('umbrella.statements');
  const file = useMutation({
    mutationFn: async (format: (typeof formats)[number]) => {
      const request = { params: { year }, query: { side } };
      const bytes =
        format === 'pdf'
          ? await download(contract.umbrella.statementPdf, request)
          : await download(contract.umbrella.statementCsv, request);
      saveFile(bytes, `${t('fileName', { year: String(year) })}.${format}`);
    },
  });
  return (
    <Stack gap="sm">
      <Group>
        {formats.map((format) => (
          <Button
            key={format}
            variant="default"
            loading={file.isPending && file.variables === format}
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => file.mutate(format)}
          >
            {t(format)}
          </Button>
        ))}
      </Group>
      {file.error && <ProblemAlert error={file.error} />}
    </Stack>
  );
}
