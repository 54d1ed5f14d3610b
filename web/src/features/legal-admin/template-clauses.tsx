'use client';

import { Checkbox, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { SheetRows, wrongRows } from './sheet-rows';
import { emptyClause, limits, slugOf, type ClauseRow, type FormOf } from './template-form';
import { givenNames, paperNames } from './template-preview-html';

const kinds = ['FIXED', 'OPTIONAL', 'ALTERNATIVE'] as const;

interface TemplateClausesProps {
  readonly form: FormOf;
  readonly paper: boolean;
}

/** The clauses in the order in which they stand in the text. */
export function TemplateClauses({ form, paper }: TemplateClausesProps) {
  const t = useTranslations('legalAdmin.editor');
  return (
    <Section title={t('clauses')} text={t(paper ? 'clausesPaper' : 'clausesText')}>
      <Marks form={form} paper={paper} />
      <SheetRows
        rows={form.values.clauses}
        onRows={(rows) => form.setFieldValue('clauses', rows)}
        make={emptyClause}
        most={limits.clauses}
        add={t('addClause')}
        wrong={wrongRows(form.errors, 'clauses')}
        nameOf={(row, index) => row.title || row.id || t('clauseNumber', { number: index + 1 })}
        noteOf={(row) => (row.kind === 'FIXED' ? '' : t(`kinds.${row.kind}`))}
      >
        {(row, index) => <ClauseFields form={form} row={row} index={index} paper={paper} />}
      </SheetRows>
    </Section>
  );
}

/** Everything that can stand between double braces in this text. */
function Marks({ form, paper }: TemplateClausesProps) {
  const t = useTranslations('legalAdmin.editor');
  const { roles, variables } = form.values;
  const names = paper
    ? paperNames
    : [
        ...variables.map(({ name }) => name),
        ...roles.flatMap(({ name }) => (name ? [`party:${name}`, `name:${name}`] : [])),
        'ref:…',
        ...givenNames,
      ];
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {t('marks')}{' '}
      <Text span ff="monospace" size="sm">
        {names
          .filter(Boolean)
          .map((name) => `{{${name}}}`)
          .join('  ')}
      </Text>
    </Text>
  );
}

interface ClauseFieldsProps extends TemplateClausesProps {
  readonly row: ClauseRow;
  readonly index: number;
}

function ClauseFields({ form, row, index, paper }: ClauseFieldsProps) {
  const t = useTranslations('legalAdmin.editor');
  const at = `clauses.${index}` as const;
  return (
    <Stack gap="sm">
      <TextInput
        {...form.getInputProps(`${at}.title`)}
        label={t('clauseTitle')}
        description={t('clauseTitleHint')}
        maxLength={120}
        onBlur={(event) => {
          const { value } = event.currentTarget;
          if (!row.id && value) form.setFieldValue(`${at}.id`, slugOf(value));
        }}
      />
      <TextInput
        {...form.getInputProps(`${at}.id`)}
        label={t('clauseId')}
        description={t('clauseIdHint', { mark: `{{ref:${row.id || 'care'}}}` })}
        required
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
      />
      {!paper && (
        <NativeSelect
          label={t('clauseKind')}
          maw={360}
          value={row.kind}
          data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(event) => {
            const kind = event.currentTarget.value as ClauseRow['kind'];
            form.setFieldValue(at, { ...row, kind, included: kind === 'FIXED' || row.included });
          }}
        />
      )}
      {!paper && row.kind === 'ALTERNATIVE' && (
        <TextInput
          {...form.getInputProps(`${at}.group`)}
          label={t('group')}
          description={t('groupHint')}
          required
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {!paper && row.kind !== 'FIXED' && (
        <Checkbox
          label={t('included')}
          checked={row.included}
          onChange={(event) => form.setFieldValue(`${at}.included`, event.currentTarget.checked)}
        />
      )}
      <Textarea
        {...form.getInputProps(`${at}.html`)}
        label={t('html')}
        description={t('htmlHint')}
        required
        autosize
        minRows={5}
        maxRows={24}
        spellCheck
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
    </Stack>
  );
}
