'use client';

import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RangePicker } from '../../components/range-picker';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { customOf, emptyDraft, type CustomDraft } from './custom-draft';
import { CustomFields, faultsOf, type Fault } from './custom-fields';
import { fieldsQuery, previewQuery } from './queries';
import { ReportFrame, useReportsRoot } from './report-frame';
import { ReportResultView } from './report-result';
import { SaveReport } from './save-report';
import type { ReportDefinition, ReportField, ReportKind, ReportScope } from './types';
import { useAddress, useRange } from './use-address';

const kinds = [
  'PLATFORM_HEALTH',
  'USER_ENGAGEMENT',
  'VENTURE_PERFORMANCE',
  'COMPLIANCE',
  'BUZ',
  'REVENUE',
  'CUSTOM',
] as const satisfies readonly ReportKind[];
type Kind = (typeof kinds)[number];
/** Of a person there are figures of these; what the hub shows is for its administrators. */
const ownKinds: readonly Kind[] = ['VENTURE_PERFORMANCE', 'USER_ENGAGEMENT', 'COMPLIANCE', 'BUZ', 'CUSTOM'];

/** `/admin/analytics/reports/new` and `/reports/new`: a report of a kind, looked at before it is saved. */
export function NewReportPage() {
  const t = useTranslations('analytics.newReport');
  const query = useQuery(fieldsQuery());
  return (
    <ReportFrame title={t('title')}>
      <QueryView query={query}>{({ items }) => <Builder fields={items} />}</QueryView>
    </ReportFrame>
  );
}

function Builder({ fields }: { fields: readonly ReportField[] }) {
  const t = useTranslations('analytics.newReport');
  const names = useTranslations('analytics.reports.kinds');
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('30d');
  const { isOwn } = useReportsRoot();
  const offered = isOwn ? ownKinds : kinds;
  const kind = offered.find((known) => known === get('kind')) ?? offered[0]!;
  const [scope, setScope] = useState<ReportScope>(isOwn ? 'OWN' : 'HUB');
  const [draft, setDraft] = useState<CustomDraft>(emptyDraft);
  const [faults, setFaults] = useState<Record<string, Fault>>({});
  const [asked, setAsked] = useState<ReportDefinition | null>(null);
  const custom = useTranslations('analytics.custom');
  const show = () => {
    const found = kind === 'CUSTOM' ? faultsOf(draft, fields) : {};
    setFaults(found);
    const first = Object.values(found)[0];
    if (first) return document.getElementById(first.id)?.focus();
    setAsked(
      kind === 'CUSTOM'
        ? { kind, scope, range: query, query: customOf(draft, fields) }
        : { kind, scope, range: query },
    );
  };
  return (
    <Stack gap="lg">
      <Section title={t('choose')} text={t('chooseText')}>
        <form
          noValidate
          aria-label={t('choose')}
          onSubmit={(event) => {
            event.preventDefault();
            show();
          }}
        >
          <Stack>
            <Group align="flex-start" gap="md">
              <NativeSelect
                label={t('kind')}
                flex="2 1 14rem"
                value={kind}
                onChange={({ currentTarget }) => {
                  set({ kind: currentTarget.value }, 'replace');
                  setFaults({});
                }}
                data={offered.map((value) => ({ value, label: names(value) }))}
              />
              {!isOwn && (
                <NativeSelect
                  label={t('scope')}
                  flex="1 1 12rem"
                  value={scope}
                  onChange={({ currentTarget }) => setScope(currentTarget.value as ReportScope)}
                  data={(['HUB', 'OWN'] as const).map((value) => ({ value, label: t(`scopes.${value}`) }))}
                />
              )}
            </Group>
            <RangePicker value={range} onChange={setRange} today={today} />
            {kind === 'CUSTOM' && (
              <CustomFields
                value={draft}
                fields={fields}
                errors={Object.fromEntries(
                  Object.entries(faults).map(([key, { says }]) => [key, custom(says)]),
                )}
                onChange={(next) => {
                  setDraft(next);
                  setFaults({});
                }}
              />
            )}
            <Group>
              <Button type="submit">{t('show')}</Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {asked && <Preview definition={asked} />}
    </Stack>
  );
}

function Preview({ definition }: { definition: ReportDefinition }) {
  const t = useTranslations('analytics.newReport');
  const names = useTranslations('analytics.reports.kinds');
  const query = useQuery(previewQuery(definition));
  return (
    <Section title={t('preview')}>
      <QueryView query={query} lines={4}>
        {(result) => (
          <Stack>
            <Group>
              <SaveReport definition={definition} suggested={names(definition.kind)} />
            </Group>
            <ReportResultView result={result} />
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}
