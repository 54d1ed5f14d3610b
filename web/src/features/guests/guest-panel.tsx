'use client';

import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCheck, IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { signatureBody, type Signature } from '../documents/sign-form';
import { ConsentFields, MarkFields, useSignFields } from '../documents/sign-fields';
import { Disclosure } from './disclosure';
import type { TurnProps } from './guest-turn';
import type { Act } from './outcome';

/** What a guest agrees to, and the signature. Rendered only after the text has been read to the end. */
export function GuestPanel({ document, session, act, onDone, onRefused }: TurnProps & { act: Act }) {
  const t = useTranslations('guests.panel');
  const fields = useSignFields({ marked: act === 'SIGN' });
  const send = useMutation({
    // Without a connection it fails at once: a signature must not wait and go out by itself later.
    networkMode: 'always',
    mutationFn: (signature: Signature) =>
      api.guests.sign({ body: { session, ...signatureBody(document.textHash, signature) } }),
    onSuccess: onDone,
    onError: (error) => onRefused(error),
  });
  return (
    <form
      ref={fields.form}
      noValidate
      aria-label={t(`label.${act}`)}
      onSubmit={(event) => {
        event.preventDefault();
        const signature = fields.complete();
        if (signature) send.mutate(signature);
      }}
    >
      <Stack gap="md">
        <Disclosure html={document.disclosureHtml} />
        <ConsentFields
          fields={fields}
          legend={t('legend')}
          labels={{
            terms: t(`terms.${act}`),
            privacy: t('privacy'),
            electronicSignature: t(`electronic.${act}`),
          }}
        />
        {act === 'SIGN' && (
          <MarkFields
            fields={fields}
            typedNameHelp={t('typedNameHelp', { name: document.you.name })}
            clickHelp={t('clickHelp', { name: document.you.name })}
          />
        )}
        {send.error && <ProblemAlert error={send.error} />}
        <Button
          type="submit"
          size="md"
          leftSection={
            act === 'SIGN' ? <IconSignature size={18} aria-hidden /> : <IconCheck size={18} aria-hidden />
          }
          loading={send.isPending}
        >
          {t(`submit.${act}`)}
        </Button>
      </Stack>
    </form>
  );
}
