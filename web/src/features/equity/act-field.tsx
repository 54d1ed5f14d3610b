'use client';

import { NativeSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { textOf } from './act-draft';
import type { Field } from './acts';
import { ClassFields } from './class-fields';
import { unit, useFaultText, withSwitch, withText, type FieldProps } from './field-props';
import { HolderField } from './holder-field';
import { NewHolderFields } from './new-holder-fields';
import { ConditionField, SecuritiesField, SecurityField } from './security-field';
import { TermsFields } from './terms-fields';
import { useEquityFormat } from './use-equity-format';

/** One field of an act, whatever its kind. */
export function ActField(props: FieldProps) {
  const { field } = props;
  switch (field.kind) {
    case 'holder':
      return <HolderField {...props} field={field} />;
    case 'security':
      return <SecurityField {...props} field={field} />;
    case 'securities':
      return <SecuritiesField {...props} field={field} />;
    case 'condition':
      return <ConditionField {...props} field={field} />;
    case 'newClass':
      return <ClassFields {...props} field={field} />;
    case 'newTerms':
      return <TermsFields {...props} field={field} />;
    case 'newHolder':
      return <NewHolderFields {...props} field={field} />;
    default:
      return <PlainField {...props} field={field} />;
  }
}

type PlainKind = Exclude<
  Field,
  { kind: 'holder' | 'security' | 'securities' | 'condition' | 'newClass' | 'newTerms' | 'newHolder' }
>;

function PlainField({ field, act, table, draft, faults, onChange }: FieldProps<PlainKind>) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  const faultOf = useFaultText(faults);
  const { name } = field;
  const optional = 'optional' in field && field.optional === true;
  const common = {
    label: t(`fields.${name}.label`),
    description: hintOf(),
    value: textOf(draft, name),
    error: faultOf(name),
    required: !optional && field.kind !== 'note' && field.kind !== 'terms' && field.kind !== 'date',
  };
  const set = (value: string) => onChange(withText(draft, name, value), name);
  const typed = (change: { currentTarget: { value: string } }) => set(change.currentTarget.value);

  switch (field.kind) {
    case 'class':
      return (
        <NativeSelect
          {...common}
          onChange={typed}
          data={[
            { value: '', label: t('fields.choose') },
            ...table.classes.map(({ id, name: label }) => ({ value: id, label })),
          ]}
        />
      );
    case 'plan':
      return (
        <NativeSelect
          {...common}
          onChange={typed}
          data={[
            { value: '', label: t(optional ? 'fields.noPlan' : 'fields.choose') },
            ...table.plans.map(({ id, name: label, available }) => ({
              value: id,
              label: t('fields.planOption', { name: label, available: format.count(available) }),
            })),
          ]}
        />
      );
    case 'terms':
      return (
        <Select
          {...common}
          value={common.value || null}
          onChange={(value) => set(value ?? '')}
          placeholder={t('fields.noTerms')}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('fields.noTerms') }}
          data={table.terms.map(({ id, name: label }) => ({ value: id, label }))}
        />
      );
    case 'date':
      if (name === 'vestingStart' && textOf(draft, 'termsId') === '') return null;
      return <TextInput {...common} required={!optional} type="date" maw={260} onChange={typed} />;
    case 'choice':
      return (
        <NativeSelect
          {...common}
          onChange={typed}
          data={field.options.map((value) => ({
            value,
            label: t(`fields.options.${value as 'POST_MONEY'}`),
          }))}
        />
      );
    case 'switch':
      return (
        <Switch
          label={common.label}
          description={common.description}
          checked={draft.on[name] ?? false}
          onChange={({ currentTarget }) => onChange(withSwitch(draft, name, currentTarget.checked), name)}
        />
      );
    case 'note':
      return (
        <Textarea
          {...common}
          label={t(field.required ? 'fields.reason.label' : 'fields.note.label')}
          description={t(field.required ? 'fields.reason.hint' : 'fields.note.hint')}
          required={field.required === true}
          autosize
          minRows={2}
          maxLength={500}
          onChange={typed}
        />
      );
    case 'text':
      return <TextInput {...common} maxLength={field.max} onChange={typed} />;
    case 'money':
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          maxLength={30}
          {...unit(table.currency)}
          onChange={typed}
        />
      );
    case 'percent':
    case 'wholePercent':
      return (
        <TextInput {...common} inputMode="decimal" maxLength={12} maw={260} {...unit('%')} onChange={typed} />
      );
    case 'count':
      return <TextInput {...common} inputMode="numeric" maxLength={30} onChange={typed} />;
  }

  function hintOf(): string {
    if (name === 'shares' && (act === 'AUTHORISE' || act === 'RESERVE')) return t('fields.shares.inAll');
    return t(`fields.${name}.hint`);
  }
}
