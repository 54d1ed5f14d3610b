'use client';

import { Alert, Button, Checkbox, Fieldset, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconHourglass, IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import type { SignatureKind } from './sign-form';
import { signatureKinds, useSigning } from './sign-form';
import { SignaturePad } from './signature-pad';
import type { LegalDocument } from './types';

const consentNames = ['terms', 'privacy', 'electronicSignature'] as const;
type Errors = Partial<Record<(typeof consentNames)[number] | 'typedName' | 'drawing', string>>;

/** Consents and signature. Rendered only after the text has been read to the end. */
export function SignPanel({
  document,
  onSigned,
  onReload,
}: {
  document: LegalDocument;
  onSigned: (signed: LegalDocument) => void;
  onReload: () => void;
}) {
  const t = useTranslations('documents.sign');
  const me = useMe();
  const { state, send, cancelWait } = useSigning(document, onSigned);
  const [kind, setKind] = useState<SignatureKind>('TYPED');
  const [typedName, setTypedName] = useState('');
  const [drawing, setDrawing] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [consents, setConsents] = useState({ terms: false, privacy: false, electronicSignature: false });
  const [errors, setErrors] = useState<Errors>({});
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')?.focus();
  }, [errors]);

  const submit = () => {
    const found: Errors = {};
    for (const name of consentNames) if (!consents[name]) found[name] = t('consentMissing');
    if (kind === 'TYPED' && !typedName.trim()) found.typedName = t('nameMissing');
    if (kind === 'DRAWN' && !drawing) found.drawing = t('drawingMissing');
    setErrors(found);
    if (Object.keys(found).length === 0) void send({ kind, typedName, drawing, title });
  };

  return (
    <form
      ref={form}
      noValidate
      aria-label={t('panel')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Fieldset
          legend={
            <Text size="sm" fw={600}>
              {t('consentsLegend')}
            </Text>
          }
          variant="unstyled"
        >
          <Stack gap="sm" mt="xs">
            {consentNames.map((name) => (
              <Checkbox
                key={name}
                label={t(`consent.${name}`)}
                checked={consents[name]}
                error={errors[name]}
                aria-invalid={errors[name] ? true : undefined}
                onChange={(event) => {
                  setConsents({ ...consents, [name]: event.currentTarget.checked });
                  setErrors(without(errors, name));
                }}
              />
            ))}
          </Stack>
        </Fieldset>

        <Radio.Group
          label={t('kindLegend')}
          value={kind}
          onChange={(value) => setKind(value as SignatureKind)}
        >
          <Group mt="xs" gap="md">
            {signatureKinds.map((one) => (
              <Radio key={one} value={one} label={t(`kind.${one}`)} />
            ))}
          </Group>
        </Radio.Group>
        {kind === 'TYPED' && (
          <TextInput
            label={t('typedName')}
            description={me.data ? t('typedNameHelp', { name: me.data.name }) : undefined}
            autoComplete="name"
            maxLength={120}
            required
            withAsterisk={false}
            value={typedName}
            error={errors.typedName}
            styles={{ input: { fontFamily: 'cursive', fontSize: '1.25rem' } }}
            onChange={(event) => {
              setTypedName(event.currentTarget.value);
              setErrors(without(errors, 'typedName'));
            }}
          />
        )}
        {kind === 'CLICK' && <Text size="sm">{t('clickHelp')}</Text>}
        {kind === 'DRAWN' && (
          <SignaturePad
            value={drawing}
            error={errors.drawing}
            onChange={(png) => {
              setDrawing(png);
              setErrors(without(errors, 'drawing'));
            }}
          />
        )}
        <TextInput
          label={t('title')}
          description={t('titleHelp')}
          autoComplete="organization-title"
          maxLength={80}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />

        {state.step === 'waiting' && <WaitForLimit until={state.until} onCancel={cancelWait} />}
        {state.step === 'failed' && <ProblemAlert error={state.error} onRetry={onReload} />}
        <Button
          type="submit"
          size="md"
          leftSection={<IconSignature size={18} aria-hidden />}
          loading={state.step === 'sending'}
          disabled={state.step === 'waiting'}
        >
          {t('submit')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('stepUpNote')}
        </Text>
      </Stack>
    </form>
  );
}

/** Counts down to the next try. The sentence is announced once; the seconds are for the eye only. */
function WaitForLimit({ until, onCancel }: { until: number; onCancel: () => void }) {
  const t = useTranslations('documents.sign');
  const [left, setLeft] = useState(() => secondsTo(until));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsTo(until)), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <Alert color="yellow" icon={<IconHourglass aria-hidden />} title={t('limitTitle')} role="status">
      <Stack gap="xs">
        <Text size="sm">{t('limitText')}</Text>
        <Text size="sm" aria-hidden>
          {t('limitLeft', { seconds: left })}
        </Text>
        <div>
          <Button size="xs" variant="default" onClick={onCancel}>
            {t('limitCancel')}
          </Button>
        </div>
      </Stack>
    </Alert>
  );
}

const secondsTo = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000));

function without(errors: Errors, name: keyof Errors): Errors {
  const { [name]: _, ...rest } = errors;
  return rest;
}
