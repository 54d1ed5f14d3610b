'use client';

import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconHourglass, IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { ConsentFields, MarkFields, useSignFields } from './sign-fields';
import { useSigning } from './sign-form';
import type { LegalDocument } from './types';

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
  const fields = useSignFields({ marked: true });

  return (
    <form
      ref={fields.form}
      noValidate
      aria-label={t('panel')}
      onSubmit={(event) => {
        event.preventDefault();
        const signature = fields.complete();
        if (signature) void send(signature);
      }}
    >
      <Stack gap="md">
        <ConsentFields
          fields={fields}
          legend={t('consentsLegend')}
          labels={{
            terms: t('consent.terms'),
            privacy: t('consent.privacy'),
            electronicSignature: t('consent.electronicSignature'),
          }}
        />
        <MarkFields
          fields={fields}
          typedNameHelp={me.data ? t('typedNameHelp', { name: me.data.name }) : undefined}
          clickHelp={t('clickHelp')}
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
