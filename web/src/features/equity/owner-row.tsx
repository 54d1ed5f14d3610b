'use client';

import { Card, Checkbox, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { PartField } from './part-field';
import { VestingFields } from './vesting-fields';
import { planOf, type PlanDraft } from './vesting-plan';

export interface OwnerDraft {
  readonly userId: string;
  readonly name: string;
  /** The owner of the venture is always one of them. */
  readonly fixed: boolean;
  readonly taken: boolean;
  /** In units of 10⁻⁶ percent. */
  readonly part: number;
  readonly plan: PlanDraft;
}

interface OwnerRowProps {
  readonly owner: OwnerDraft;
  readonly tried: boolean;
  readonly sum: string;
  readonly onChange: (change: Partial<OwnerDraft>) => void;
}

/** One owner: part and vesting. A co-owner may be left out. */
export function OwnerRow({ owner, tried, sum, onChange }: OwnerRowProps) {
  const t = useTranslations('equity.framework.owners');
  const { name, fixed, taken, part, plan } = owner;
  const planned = planOf(plan);
  return (
    <Card component="fieldset" p="md" m={0}>
      <Text component="legend" fw={600} style={{ float: 'left', width: '100%' }} mb="xs">
        {name}
      </Text>
      <Stack gap="md" style={{ clear: 'both' }}>
        {!fixed && (
          <Checkbox
            label={t('taken', { name })}
            checked={taken}
            onChange={({ currentTarget }) => onChange({ taken: currentTarget.checked })}
          />
        )}
        {taken && (
          <>
            <PartField
              label={t('part')}
              name={name}
              value={part}
              sum={sum}
              error={tried && part === 0 ? t('nothing') : null}
              onChange={(next) => onChange({ part: next })}
            />
            <VestingFields
              of={name}
              value={plan}
              fault={typeof planned === 'string' ? planned : null}
              onChange={(next) => onChange({ plan: next })}
            />
          </>
        )}
      </Stack>
    </Card>
  );
}
