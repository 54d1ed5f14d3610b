'use client';

import { Group, NativeSelect, NumberInput, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { agreementWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { SheetRows, wrongRows } from './sheet-rows';
import {
  emptyVariable,
  isBounded,
  limits,
  type FormOf,
  type VariableRow,
  type VariableType,
} from './template-form';

/** The blanks of a template, each with its type and limits. */
export function TemplateVariables({ form }: { form: FormOf }) {
  const t = useTranslations('legalAdmin.editor');
  return (
    <Section title={t('blanks')} text={t('blanksText', { mark: '{{item}}' })}>
      <SheetRows
        rows={form.values.variables}
        onRows={(rows) => form.setFieldValue('variables', rows)}
        make={emptyVariable}
        most={limits.variables}
        add={t('addBlank')}
        wrong={wrongRows(form.errors, 'variables')}
        nameOf={(row, index) => row.label || row.name || t('blankNumber', { number: index + 1 })}
        noteOf={(row) => t(`types.${row.type}`)}
      >
        {(row, index) => <VariableFields form={form} row={row} index={index} />}
      </SheetRows>
    </Section>
  );
}

function VariableFields({ form, row, index }: { form: FormOf; row: VariableRow; index: number }) {
  const t = useTranslations('legalAdmin.editor');
  const at = `variables.${index}` as const;
  const text = row.type.endsWith('TEXT');
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="sm">
        <TextInput
          {...form.getInputProps(`${at}.name`)}
          label={t('blankName')}
          description={t('blankNameHint')}
          required
          flex="1 1 10rem"
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          {...form.getInputProps(`${at}.label`)}
          label={t('blankLabel')}
          description={t('blankLabelHint')}
          required
          flex="1 1 10rem"
          maxLength={120}
        />
      </Group>
      <NativeSelect
        label={t('type')}
        maw={300}
        value={row.type}
        data={agreementWire.variableType.options.map((value) => ({ value, label: t(`types.${value}`) }))}
        onChange={(event) => form.setFieldValue(`${at}.type`, event.currentTarget.value as VariableType)}
      />
      <Switch
        label={t('required')}
        checked={row.required}
        onChange={(event) => form.setFieldValue(`${at}.required`, event.currentTarget.checked)}
      />
      {row.type === 'CHOICE' && (
        <Textarea
          {...form.getInputProps(`${at}.choices`)}
          label={t('choices')}
          description={t('choicesHint')}
          required
          autosize
          minRows={2}
        />
      )}
      {isBounded(row.type) && (
        <Group align="flex-start" gap="sm">
          <NumberInput
            {...form.getInputProps(`${at}.min`)}
            label={t(text ? 'shortest' : 'least')}
            flex="1 1 8rem"
            allowNegative={!text}
            allowDecimal={!text}
          />
          <NumberInput
            {...form.getInputProps(`${at}.max`)}
            label={t(text ? 'longest' : 'most')}
            flex="1 1 8rem"
            allowNegative={!text}
            allowDecimal={!text}
          />
        </Group>
      )}
      <TextInput
        {...form.getInputProps(`${at}.initial`)}
        label={t('initial')}
        description={t(`initialHint.${row.type}`)}
      />
      <TextInput {...form.getInputProps(`${at}.help`)} label={t('help')} maxLength={400} />
    </Stack>
  );
}
