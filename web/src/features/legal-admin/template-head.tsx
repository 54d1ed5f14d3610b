'use client';

import { Group, Radio, Stack, TextInput, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { nextVersion, type ChangeKind, type FormOf } from './template-form';

interface TemplateHeadProps {
  readonly form: FormOf;
  /** Not there yet: code, name and purpose are given now, and the first version is a material one. */
  readonly fresh: boolean;
  readonly latest: string | null;
}

/** What is written: name and purpose of a new template, or the kind of change and its number. */
export function TemplateHead({ form, fresh, latest }: TemplateHeadProps) {
  const t = useTranslations('legalAdmin.editor');
  return (
    <Section title={t(fresh ? 'about' : 'change')} {...(fresh ? {} : { text: t('changeText') })}>
      <Stack gap="md" maw={560}>
        {fresh && (
          <>
            <TextInput
              {...form.getInputProps('code')}
              label={t('code')}
              description={t('codeHint')}
              required
              maxLength={20}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => form.setFieldValue('code', event.currentTarget.value.toUpperCase())}
            />
            <TextInput {...form.getInputProps('name')} label={t('name')} required maxLength={120} />
            <Textarea
              {...form.getInputProps('purpose')}
              label={t('purpose')}
              description={t('purposeHint')}
              required
              autosize
              maxLength={300}
            />
          </>
        )}
        {latest !== null && (
          <Radio.Group
            label={t('kind')}
            value={form.values.kind}
            onChange={(value) => {
              const kind = value as ChangeKind;
              form.setValues({ kind, version: nextVersion(latest, kind) });
            }}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="MINOR" label={t('minor')} description={t('minorText')} />
              <Radio value="MATERIAL" label={t('material')} description={t('materialText')} />
            </Stack>
          </Radio.Group>
        )}
        <Group>
          <TextInput
            {...form.getInputProps('version')}
            label={t('version')}
            description={latest === null ? t('versionFirst') : t('versionHint', { latest })}
            required
            maxLength={11}
            inputMode="decimal"
            autoComplete="off"
          />
        </Group>
      </Stack>
    </Section>
  );
}
