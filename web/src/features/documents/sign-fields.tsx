'use client';

import { Checkbox, Fieldset, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRef, useState, type RefObject } from 'react';
import { signatureKinds, type Signature, type SignatureKind } from './sign-form';
import { SignaturePad } from './signature-pad';

/** What stands in a signing panel, for members and for guests alike: three consents and the mark itself. */

const consentNames = ['terms', 'privacy', 'electronicSignature'] as const;
type ConsentName = (typeof consentNames)[number];
type Errors = Partial<Record<ConsentName | 'typedName' | 'drawing', string>>;

const untouched = {
  kind: 'TYPED' as SignatureKind,
  typedName: '',
  drawing: null as string | null,
  title: '',
  terms: false,
  privacy: false,
  electronicSignature: false,
};
type Values = typeof untouched;

export interface SignFields {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly values: Values;
  readonly errors: Errors;
  change<N extends keyof Values>(name: N, value: Values[N]): void;
  /** The signature when all is there; otherwise names what is missing and moves focus to the first of it. */
  complete(): Signature | null;
}

/** Without a mark, an approval or a confirmed reading: the consents and a press of the button. */
export function useSignFields({ marked }: { marked: boolean }): SignFields {
  const t = useTranslations('documents.sign');
  const plain = useTranslations('documents.approve');
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(untouched);
  const [errors, setErrors] = useState<Errors>({});
  const kind = marked ? values.kind : 'CLICK';
  return {
    form,
    values,
    errors,
    change(name, value) {
      setValues((known) => ({ ...known, [name]: value }));
      setErrors(({ [name as keyof Errors]: _, ...rest }) => rest);
    },
    complete() {
      const found: Errors = {};
      for (const name of consentNames)
        if (!values[name]) found[name] = marked ? t('consentMissing') : plain('agreeMissing');
      if (kind === 'TYPED' && !values.typedName.trim()) found.typedName = t('nameMissing');
      if (kind === 'DRAWN' && !values.drawing) found.drawing = t('drawingMissing');
      setErrors(found);
      if (Object.keys(found).length === 0) return { ...values, kind };
      // The fields get their aria-invalid in the next paint; a screen reader then reads the message with the field.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')?.focus(),
      );
      return null;
    },
  };
}

export function ConsentFields({
  fields: { values, errors, change },
  legend,
  labels,
}: {
  fields: SignFields;
  legend: string;
  labels: Record<ConsentName, string>;
}) {
  return (
    <Fieldset
      legend={
        <Text size="sm" fw={600}>
          {legend}
        </Text>
      }
      variant="unstyled"
    >
      <Stack gap="sm" mt="xs">
        {consentNames.map((name) => (
          <Checkbox
            key={name}
            label={labels[name]}
            checked={values[name]}
            error={errors[name]}
            aria-invalid={errors[name] ? true : undefined}
            onChange={(event) => change(name, event.currentTarget.checked)}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

export function MarkFields({
  fields: { values, errors, change },
  typedNameHelp,
  clickHelp,
}: {
  fields: SignFields;
  typedNameHelp: string | undefined;
  clickHelp: string;
}) {
  const t = useTranslations('documents.sign');
  return (
    <>
      <Radio.Group
        label={t('kindLegend')}
        value={values.kind}
        onChange={(value) => change('kind', value as SignatureKind)}
      >
        <Group mt="xs" gap="md">
          {signatureKinds.map((one) => (
            <Radio key={one} value={one} label={t(`kind.${one}`)} />
          ))}
        </Group>
      </Radio.Group>
      {values.kind === 'TYPED' && (
        <TextInput
          label={t('typedName')}
          description={typedNameHelp}
          autoComplete="name"
          maxLength={120}
          required
          withAsterisk={false}
          value={values.typedName}
          error={errors.typedName}
          styles={{ input: { fontFamily: 'cursive', fontSize: '1.25rem' } }}
          onChange={(event) => change('typedName', event.currentTarget.value)}
        />
      )}
      {values.kind === 'CLICK' && <Text size="sm">{clickHelp}</Text>}
      {values.kind === 'DRAWN' && (
        <SignaturePad
          value={values.drawing}
          error={errors.drawing}
          onChange={(png) => change('drawing', png)}
        />
      )}
      <TextInput
        label={t('title')}
        description={t('titleHelp')}
        autoComplete="organization-title"
        maxLength={80}
        value={values.title}
        onChange={(event) => change('title', event.currentTarget.value)}
      />
    </>
  );
}
