'use client';

import { Alert, Grid, Stack, Tabs, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Page, type Crumb } from '../../components/page';
import { Section } from '../../components/section';
import { AmendmentRedline } from './amendment-redline';
import { BlankField, blankId } from './blank-field';
import { ClauseSection, clausesId } from './clause-section';
import { ComposerBar, SavingAlerts } from './composer-bar';
import { blanksOf, choicesOf, personProblems, same, standsIn, type DraftForm } from './draft-form';
import { useDraftSaving } from './draft-saving';
import { NotAdvice } from './not-advice';
import { PreviewPane, type Gap } from './preview-pane';
import { withMarks } from './preview-marks';
import classes from './preview.module.css';
import { RecipientSection, recipientsId } from './recipient-section';
import { TermsSection } from './terms-section';
import type { Agreement, LibraryClause, Problem, Template, Variable, Versioned } from './types';
import { usePreview } from './use-preview';

interface ComposerProps {
  readonly start: Versioned<Agreement>;
  readonly template: Template;
  readonly library: readonly LibraryClause[];
  readonly names: ReadonlyMap<string, string>;
  readonly crumbs: readonly Crumb[];
}

/** The form of a draft on one side, the text it gives on the other; on a phone one behind the other. */
export function Composer({ start, template, library, names, crumbs }: ComposerProps) {
  const t = useTranslations('agreements.composer');
  const saving = useDraftSaving(start, template, names);
  const { form, change, stored, amending } = saving;
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [tab, setTab] = useState<string | null>('form');
  const [strict, setStrict] = useState(false);
  const blanks = useMemo(() => blanksOf(form.clauses, template, library), [form.clauses, template, library]);
  const choices = useMemo(() => choicesOf(form.clauses), [form.clauses]);
  const preview = usePreview(stored.agreement.id, template.code, form.values, choices);
  // What was said of an earlier value is not said of the one that stands there now.
  const problems = (preview.data?.problems ?? []).filter(
    ({ name }) => form.values[name] === preview.data?.asked[name],
  );
  const people = useMemo(() => personProblems(form.people), [form.people]);
  const gaps = useGaps(form, template, blanks, problems, people.size);
  const html = useShownText(saving, preview.data?.html ?? null, template, blanks);

  const go = (fieldId: string) => {
    setTab('form');
    setStrict(true);
    requestAnimationFrame(() => {
      const place = document.getElementById(fieldId);
      const field = place?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? place;
      // A group of radio buttons takes the focus at its first button.
      const target = field?.matches('input, textarea, [tabindex]')
        ? field
        : field?.querySelector<HTMLElement>('input');
      target?.scrollIntoView({ block: 'center' });
      target?.focus();
    });
  };

  const parts = (
    <Stack gap="lg">
      {amending && <AmendmentNote form={form} onChange={change} />}
      <Blanks blanks={blanks} form={form} problems={problems} strict={strict} onChange={change} />
      <ClauseSection
        clauses={form.clauses}
        template={template}
        library={library}
        onChange={(clauses) => change({ clauses })}
      />
      <RecipientSection form={form} template={template} problems={people} strict={strict} onChange={change} />
      {!amending && <TermsSection form={form} onChange={change} />}
    </Stack>
  );
  const text = (
    <PreviewPane
      html={html}
      name={form.title}
      standard={preview.data?.standard ?? true}
      behind={preview.behind}
      error={preview.error}
      gaps={gaps}
      onGo={go}
    />
  );
  const bar = <ComposerBar saving={saving} gaps={gaps} onGap={go} />;
  return (
    <Page
      title={t(amending ? 'titleAmendment' : 'titleNamed', { name: stored.agreement.name })}
      crumbs={crumbs}
    >
      <NotAdvice />
      {start.reason && (
        <Alert color="orange" title={t('reviewSaid')}>
          {start.reason}
        </Alert>
      )}
      <SavingAlerts saving={saving} />
      {wide ? (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 6 }}>{parts}</Grid.Col>
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Stack component="section" gap="sm" aria-label={t('preview')} className={classes.sticky}>
              {bar}
              {text}
            </Stack>
          </Grid.Col>
        </Grid>
      ) : (
        <>
          {bar}
          <Tabs value={tab} onChange={setTab}>
            <Tabs.List grow mb="md">
              <Tabs.Tab value="form">{t('form')}</Tabs.Tab>
              <Tabs.Tab value="preview">{t('previewTab', { count: gaps.length })}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="form">{parts}</Tabs.Panel>
            <Tabs.Panel value="preview">{text}</Tabs.Panel>
          </Tabs>
          <ComposerBar saving={saving} gaps={gaps} onGap={go} silent />
        </>
      )}
      {amending && <AmendmentRedline document={stored.agreement} />}
    </Page>
  );
}

interface BlanksProps {
  readonly blanks: readonly Variable[];
  readonly form: DraftForm;
  readonly problems: readonly Problem[];
  readonly strict: boolean;
  readonly onChange: (part: Partial<DraftForm>) => void;
}

function Blanks({ blanks, form, problems, strict, onChange }: BlanksProps) {
  const t = useTranslations('agreements.composer');
  return (
    <Section title={t('blanks')} text={t('blanksText')}>
      {blanks.length === 0 && <Text size="sm">{t('noBlanks')}</Text>}
      {blanks.map((variable) => {
        const value = form.values[variable.name] ?? variable.initial ?? '';
        const problem = problems.find(({ name }) => name === variable.name)?.message;
        return (
          <BlankField
            key={variable.name}
            variable={variable}
            value={value}
            error={problem && (strict || value.trim() !== '') ? problem : undefined}
            onChange={(next) => onChange({ values: { ...form.values, [variable.name]: next } })}
          />
        );
      })}
    </Section>
  );
}

function AmendmentNote({ form, onChange }: Pick<BlanksProps, 'form' | 'onChange'>) {
  const t = useTranslations('agreements.composer');
  return (
    <Section title={t('amendment')} text={t('amendmentText')}>
      <Textarea
        label={t('amendmentWhy')}
        maxLength={500}
        autosize
        minRows={2}
        value={form.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </Section>
  );
}

/** Everything that is missing before the text can be handed in, each with the place of its field. */
function useGaps(
  form: DraftForm,
  template: Template,
  blanks: readonly Variable[],
  problems: readonly Problem[],
  wrongPeople: number,
): Gap[] {
  const t = useTranslations('agreements.preview');
  const labels = new Map(blanks.map(({ name, label }) => [name, label]));
  const found: Gap[] = problems.flatMap(({ name, message }) => {
    if (name === 'clauses') return [{ fieldId: clausesId, label: t('clauses'), message }];
    const label = labels.get(name);
    return label ? [{ fieldId: blankId(name), label, message }] : [];
  });
  const people = (message: string) => found.push({ fieldId: recipientsId, label: t('people'), message });
  for (const role of template.roles)
    if (!form.people.some((row) => standsIn(row, role))) people(t('nobodyAs', { role: role.label }));
  if (!form.people.some(({ kind }) => kind === 'SIGNER')) people(t('noSigner'));
  if (wrongPeople) people(t('wrongPeople', { count: wrongPeople }));
  return found;
}

/**
 * What the server stored knows names, venture and terms, so it is shown whenever nothing was changed since; in between
 * stands the preview.
 */
function useShownText(
  { edit, stored }: ReturnType<typeof useDraftSaving>,
  preview: string | null,
  template: Template,
  blanks: readonly Variable[],
): string | null {
  const t = useTranslations('agreements.preview');
  const current = same(edit.values, stored.edit.values) && same(edit.clauses, stored.edit.clauses);
  const html = current ? stored.agreement.html : preview;
  const people = current ? null : edit.recipients;
  return useMemo(
    () =>
      html === null
        ? null
        : withMarks(
            html,
            template,
            blanks,
            (people ?? []).map((one, index) => ({
              key: String(index),
              guest: !one.userId,
              userId: one.userId ?? null,
              name: one.name ?? '',
              email: one.email ?? '',
              role: one.role,
              kind: one.kind,
              step: one.step,
            })),
            { empty: (label) => t('empty', { label }), nobody: (label) => t('nobody', { label }) },
          ),
    [html, template, blanks, people, t],
  );
}
