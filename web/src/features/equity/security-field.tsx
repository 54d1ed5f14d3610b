'use client';

import { MultiSelect, NativeSelect, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { textOf } from './act-draft';
import { useFaultText, withText, type FieldProps } from './field-props';
import { fits, type Field } from './acts';
import { useHolderOptions } from './holder-options';
import { equityKey } from './queries';
import type { CapTable, Security } from './types';
import { useEquityFormat } from './use-equity-format';

const pages = 5;

/** Securities to choose from: those of one holder, or the first five hundred of the table. */
const choiceQuery = (ventureId: string, stakeholderId: string | null) => ({
  queryKey: [...equityKey(ventureId), 'choice', stakeholderId],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Security[]> => {
    const found: Security[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages && (page === 0 || cursor !== null); page += 1) {
      const query: { limit: number; stakeholderId?: string; cursor?: string } = {
        limit: 100,
        ...(stakeholderId === null ? {} : { stakeholderId }),
        ...(cursor === null ? {} : { cursor }),
      };
      const answer = await api.equity.securities({ params: { ventureId }, query }, { signal });
      found.push(...answer.items);
      cursor = answer.nextCursor;
    }
    return found;
  },
});

function useSecurityLabel(table: CapTable) {
  const t = useTranslations('equity.fields');
  const format = useEquityFormat();
  return (security: Security) =>
    security.kind === 'CONVERTIBLE'
      ? t('convertibleOption', {
          name: security.customId,
          amount: format.money({
            amount: security.shares,
            currency: security.price?.currency ?? table.currency,
          }),
        })
      : t('securityOption', {
          name: security.customId,
          shares: format.count(security.shares),
          vested: format.count(security.vested),
        });
}

type One = Extract<Field, { kind: 'security' }>;

/** What of vesting shares only the vested ones can be used for. */
const vestedOnly: ReadonlySet<One['of']> = new Set(['SHARES', 'OPTIONS', 'CONVERTS']);

/** First whose, then which. */
export function SecurityField({ field, table, draft, faults, onChange }: FieldProps<One>) {
  const t = useTranslations('equity.fields');
  const faultOf = useFaultText(faults);
  const labelOf = useSecurityLabel(table);
  const options = useHolderOptions(table);
  const { owner } = draft;
  const choice = useQuery({ ...choiceQuery(table.ventureId, owner), enabled: owner !== '' });
  const offered = (choice.data ?? []).filter((security) => fits(security, field.of));
  return (
    <Stack gap="md">
      <Select
        label={t('owner.label')}
        description={t('owner.hint')}
        placeholder={t('choose')}
        required
        searchable
        limit={50}
        nothingFoundMessage={t('nobody')}
        data={options}
        value={owner || null}
        error={owner === '' ? faultOf(field.name) : null}
        onChange={(value) => onChange({ ...withText(draft, field.name, ''), owner: value ?? '' }, field.name)}
      />
      {choice.error && <ProblemAlert error={choice.error} onRetry={() => void choice.refetch()} />}
      {owner !== '' && choice.data && offered.length === 0 && <Text size="sm">{t('nothingFits')}</Text>}
      {offered.length > 0 && (
        <NativeSelect
          label={t('securityId.label')}
          {...(vestedOnly.has(field.of) ? { description: t('securityId.hint') } : {})}
          required
          value={textOf(draft, field.name)}
          error={faultOf(field.name)}
          onChange={({ currentTarget }) =>
            onChange(withText(draft, field.name, currentTarget.value), field.name)
          }
          data={[
            { value: '', label: t('choose') },
            ...offered.map((security) => ({ value: security.id, label: labelOf(security) })),
          ]}
        />
      )}
    </Stack>
  );
}

/** The securities of a round: what was issued last stands first. */
export function SecuritiesField({
  table,
  draft,
  faults,
  onChange,
}: FieldProps<Extract<Field, { kind: 'securities' }>>) {
  const t = useTranslations('equity.fields');
  const faultOf = useFaultText(faults);
  const labelOf = useSecurityLabel(table);
  const choice = useQuery(choiceQuery(table.ventureId, null));
  if (choice.error) return <ProblemAlert error={choice.error} onRetry={() => void choice.refetch()} />;
  const offered = (choice.data ?? []).toSorted((a, b) => (a.issued > b.issued ? -1 : 1));
  return (
    <MultiSelect
      label={t('securityIds.label')}
      description={t('securityIds.hint')}
      required
      searchable
      limit={50}
      nothingFoundMessage={t('nobody')}
      data={offered.map((security) => ({
        value: security.id,
        label: `${security.holderName} · ${labelOf(security)}`,
      }))}
      value={[...draft.list]}
      error={faultOf('securityIds')}
      onChange={(list) => onChange({ ...draft, list }, 'securityIds')}
    />
  );
}

/** The milestones of the terms of the security that was chosen. */
export function ConditionField({
  field,
  table,
  draft,
  faults,
  onChange,
}: FieldProps<Extract<Field, { kind: 'condition' }>>) {
  const t = useTranslations('equity.fields');
  const faultOf = useFaultText(faults);
  const choice = useQuery({ ...choiceQuery(table.ventureId, draft.owner), enabled: draft.owner !== '' });
  const security = choice.data?.find(({ id }) => id === textOf(draft, 'securityId'));
  if (!security) return null;
  const milestones = table.terms.find(({ id }) => id === security.termsId)?.milestones ?? [];
  if (milestones.length === 0) return <Text size="sm">{t('noMilestones')}</Text>;
  return (
    <NativeSelect
      label={t('conditionId.label')}
      description={t('conditionId.hint')}
      required
      value={textOf(draft, field.name)}
      error={faultOf(field.name)}
      onChange={({ currentTarget }) => onChange(withText(draft, field.name, currentTarget.value), field.name)}
      data={[
        { value: '', label: t('choose') },
        ...milestones.map(({ id, title }) => ({ value: id, label: title })),
      ]}
    />
  );
}
