'use client';

import {
  Alert,
  Button,
  Fieldset,
  Grid,
  Group,
  Select,
  Stack,
  Switch,
  Table,
  Text,
  Textarea,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Page } from '../../components/page';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import type { Comparison } from './queries';
import { isAside, Redline } from './redline';

const kinds = ['READING', 'DOCUMENT', 'TEMPLATE', 'TEXT'] as const;
type Kind = (typeof kinds)[number];
interface Choice {
  readonly kind: Kind;
  readonly id: string | null;
  readonly text: string;
}
const nothing: Choice = { kind: 'READING', id: null, text: '' };

/** `/contracts/compare`: two texts side by side as one redline. */
export function ComparePage() {
  const t = useTranslations('contracts.compare');
  const crumbs = [{ label: useTranslations('contracts')('title'), href: '/contracts' }];
  const [before, setBefore] = useState(nothing);
  const [after, setAfter] = useState(nothing);
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const compare = useMutation({
    mutationFn: () =>
      api.contractReview.compare({
        body: { before: sideOf(before, t('pasted')), after: sideOf(after, t('pasted')) },
      }),
  });
  /** The outcome is of the texts it was made of. */
  const changing = (set: (choice: Choice) => void) => (choice: Choice) => {
    set(choice);
    compare.reset();
  };
  return (
    <Page title={t('title')} crumbs={crumbs} lead={t('lead')}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const incomplete = isEmpty(before) || isEmpty(after);
          setMissing(incomplete);
          if (!incomplete) return compare.mutate();
          requestAnimationFrame(() =>
            form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
          );
        }}
      >
        <Stack>
          <Grid>
            <Grid.Col span={{ base: 12, sm: 6 }}>
              <SideChoice
                title={t('before')}
                choice={before}
                onChange={changing(setBefore)}
                missing={missing}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 6 }}>
              <SideChoice title={t('after')} choice={after} onChange={changing(setAfter)} missing={missing} />
            </Grid.Col>
          </Grid>
          {compare.error && <ProblemAlert error={compare.error} />}
          <Group>
            <Button type="submit" loading={compare.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
      {compare.data && <Outcome comparison={compare.data} />}
    </Page>
  );
}

interface SideProps {
  readonly title: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly missing: boolean;
}

function SideChoice({ title, choice, onChange, missing }: SideProps) {
  const t = useTranslations('contracts.compare');
  const sources = useQuery({
    queryKey: ['contracts', 'sources', choice.kind],
    queryFn: () => load(choice.kind),
  });
  const error = missing && isEmpty(choice) ? t('missing') : null;
  return (
    <Fieldset legend={title}>
      <Stack>
        <Select
          label={t('kind')}
          data={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          value={choice.kind}
          onChange={(kind) => kind && onChange({ ...choice, kind: kind as Kind, id: null })}
          allowDeselect={false}
        />
        {choice.kind === 'TEXT' ? (
          <Textarea
            label={t('paste')}
            value={choice.text}
            onChange={(event) => onChange({ ...choice, text: event.currentTarget.value })}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={1_000_000}
            error={error}
          />
        ) : (
          <Select
            label={t('pick')}
            description={sources.data?.length === 0 ? t(`none${choice.kind}`) : undefined}
            data={sources.data ?? []}
            value={choice.id}
            onChange={(id) => onChange({ ...choice, id })}
            searchable
            error={error}
          />
        )}
        {sources.error && <ProblemAlert error={sources.error} onRetry={() => void sources.refetch()} />}
      </Stack>
    </Fieldset>
  );
}

function Outcome({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('contracts.compare');
  const [changedOnly, setChangedOnly] = useState(true);
  const { summary } = comparison;
  if (comparison.changes.every(({ kind }) => kind === 'EQUAL'))
    return (
      <Alert color="green" role="status">
        {t('same')}
      </Alert>
    );
  const sameWords = comparison.changes.every((change) => isAside(change, comparison));
  const clauses = comparison.clauses.filter(({ status }) => !changedOnly || !asides.includes(status));
  return (
    <Stack>
      <Alert
        color={sameWords ? 'green' : summary.critical ? 'orange' : 'blue'}
        role="status"
        title={sameWords ? t('sameWords') : t('summary', summary)}
      >
        {!sameWords && <Text size="sm">{t('critical', { count: summary.critical })}</Text>}
        {(summary.filled > 0 || summary.renumbered > 0) && <Text size="sm">{t('asides', summary)}</Text>}
      </Alert>
      <Section title={t('redline')}>
        <Redline comparison={comparison} />
      </Section>
      <Section title={t('clauses')}>
        <Switch
          label={t('onlyChanges')}
          checked={changedOnly}
          onChange={(event) => setChangedOnly(event.currentTarget.checked)}
        />
        {clauses.length === 0 ? (
          <Text size="sm">{t('noClause')}</Text>
        ) : (
          <Table.ScrollContainer minWidth={320}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('columnChange')}</Table.Th>
                  <Table.Th scope="col">{t('columnClause')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {clauses.slice(0, 500).map((clause) => (
                  <Table.Tr key={`${clause.before?.start ?? 'x'} ${clause.after?.start ?? 'x'}`}>
                    <Table.Td>{t(`statuses.${clause.status}`)}</Table.Td>
                    <Table.Td>{clause.heading}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Section>
    </Stack>
  );
}

/** What a reader does not mean by a change: only its number is another, or a blank was filled in. */
const asides: readonly Comparison['clauses'][number]['status'][] = ['UNCHANGED', 'RENUMBERED', 'FILLED'];

function isEmpty({ kind, id, text }: Choice): boolean {
  return kind === 'TEXT' ? !text.trim() : id === null;
}

function sideOf({ kind, id, text }: Choice, pasted: string) {
  if (kind === 'TEXT') return { kind, title: pasted, text } as const;
  if (kind === 'TEMPLATE') return { kind, code: id ?? '' } as const;
  return { kind, id: id ?? '' } as const;
}

async function load(kind: Kind): Promise<{ value: string; label: string }[]> {
  if (kind === 'READING') {
    const { items } = await api.contractReview.list({ query: { limit: 100 } });
    return items
      .filter(({ state }) => state === 'READY')
      .map(({ id, title }) => ({ value: id, label: title }));
  }
  if (kind === 'DOCUMENT') {
    const { items } = await api.legal.documents({ query: { limit: 100, shared: 'false' } });
    return items.map(({ id, name, version }) => ({ value: id, label: `${name} (${version})` }));
  }
  if (kind === 'TEXT') return [];
  const { items } = await api.agreements.templates({});
  return items.map(({ code, name, version }) => ({ value: code, label: `${name} (${version})` }));
}
