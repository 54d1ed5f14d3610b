'use client';

import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Radio,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api, newKey } from '../../lib/api';
import { focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { ConfirmModal } from '../ventures/confirm-modal';
import {
  addressesIn,
  contentOf,
  emptyDraft,
  fromTemplate,
  messageOf,
  placeholders,
  usedPlaceholders,
  type Draft,
} from './message-form';
import { Preview, type Previewed } from './preview';
import { key, templatesQuery } from './queries';

type DraftForm = UseFormReturnType<Draft>;
const rungs = Array.from({ length: 13 }, (_, rung) => String(rung));
const audiences = ['EVERYBODY', 'RUNGS', 'VENTURE', 'PEOPLE'] as const;
const kinds = ['MAINTENANCE', 'MARKETING'] as const;

/** Writes a message to many: shown as a reader gets it, tried out on oneself, then sent. */
export function Composer({ onSent }: { onSent: () => void }) {
  const t = useTranslations('broadcasts.compose');
  const client = useQueryClient();
  const stepUp = useStepUp();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [sending, setSending] = useState(false);
  const form = useForm<Draft>({
    initialValues: emptyDraft,
    validate: (draft) => ({
      title: draft.title.trim() ? null : t('titleMissing'),
      text: draft.text.trim() ? null : t('textMissing'),
      link: /^(\/(?!\/).*)?$/.test(draft.link.trim()) ? null : t('linkWrong'),
      rungs: draft.audience !== 'RUNGS' || draft.rungs.length ? null : t('rungsMissing'),
      ventureId: draft.audience !== 'VENTURE' || draft.ventureId ? null : t('ventureMissing'),
      emails: draft.audience !== 'PEOPLE' || addressesIn(draft.emails).length ? null : t('emailsMissing'),
    }),
    // What was shown is not what stands here any more.
    onValuesChange: () => setPreviewed(null),
  });
  const preview = useMutation({
    mutationFn: (draft: Draft) => api.broadcasts.preview({ body: messageOf(draft) }),
    onSuccess: setPreviewed,
  });
  const tryOut = useMutation({
    mutationFn: (draft: Draft) =>
      api.broadcasts.tryOut({ body: { kind: draft.kind, content: contentOf(draft) } }),
    onSuccess: () => notifications.show({ message: t('tried') }),
  });
  const checked = (act: (draft: Draft) => void) => form.onSubmit(act, (errors) => focusFirst(form, errors));
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <form noValidate onSubmit={checked((draft) => preview.mutate(draft))}>
          <Stack>
            <AudienceFields form={form} />
            <ContentFields form={form} />
            <ProblemAlert error={preview.error ?? tryOut.error} />
            <Group>
              <Button type="submit" loading={preview.isPending}>
                {t('preview')}
              </Button>
              <Button
                variant="default"
                loading={tryOut.isPending}
                onClick={() => checked((draft) => tryOut.mutate(draft))()}
              >
                {t('tryOut')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {previewed && (
        <Section title={t('previewTitle')}>
          <Preview previewed={previewed} />
          <Group>
            <Button disabled={previewed.people === 0} onClick={() => setSending(true)}>
              {t('send', { count: previewed.people })}
            </Button>
          </Group>
        </Section>
      )}
      {sending && previewed && (
        <SendModal
          people={previewed.people}
          run={(idempotencyKey) =>
            stepUp(() => api.broadcasts.send({ body: messageOf(form.values) }, { idempotencyKey }))
          }
          onClose={() => setSending(false)}
          onDone={() => {
            form.reset();
            setPreviewed(null);
            void client.invalidateQueries({ queryKey: [key, 'list'] });
            onSent();
          }}
        />
      )}
    </Stack>
  );
}

function SendModal({
  people,
  run,
  onClose,
  onDone,
}: {
  people: number;
  run: (idempotencyKey: string) => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslations('broadcasts.compose');
  // One key for the intention, however often it is tried.
  const [idempotencyKey] = useState(newKey);
  return (
    <ConfirmModal
      title={t('sendTitle')}
      text={t('sendText', { count: people })}
      confirm={t('send', { count: people })}
      run={() =>
        run(idempotencyKey).catch((error: unknown) => {
          if (!(error instanceof StepUpCancelled)) throw error;
        })
      }
      onClose={onClose}
      onDone={onDone}
    />
  );
}

function AudienceFields({ form }: { form: DraftForm }) {
  const t = useTranslations('broadcasts.compose');
  const { audience, kind } = form.values;
  return (
    <>
      <Radio.Group label={t('kind')} description={t(`kindTexts.${kind}`)} {...form.getInputProps('kind')}>
        <Group mt="xs">
          {kinds.map((value) => (
            <Radio key={value} value={value} label={t(`kinds.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      <NativeSelect
        label={t('audience')}
        maw={360}
        data={audiences.map((value) => ({ value, label: t(`audiences.${value}`) }))}
        {...form.getInputProps('audience')}
      />
      {audience === 'RUNGS' && (
        <Checkbox.Group label={t('rungs')} {...form.getInputProps('rungs')}>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="xs" mt="xs">
            {rungs.map((rung) => (
              <Checkbox key={rung} value={rung} label={t('rung', { rung })} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      )}
      {audience === 'VENTURE' && <VentureField form={form} />}
      {audience === 'PEOPLE' && (
        <Textarea
          label={t('emails')}
          description={t('emailsText')}
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps('emails')}
        />
      )}
    </>
  );
}

function VentureField({ form }: { form: DraftForm }) {
  const t = useTranslations('broadcasts.compose');
  const ventures = useQuery({
    queryKey: ['ventures', 'broadcast'],
    queryFn: ({ signal }) => api.ventureOversight.list({ query: { limit: 100 } }, { signal }),
  });
  return (
    <NativeSelect
      label={t('venture')}
      maw={360}
      data={[
        { value: '', label: t('choose') },
        ...(ventures.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      {...form.getInputProps('ventureId')}
      value={form.values.ventureId ?? ''}
      onChange={(event) => form.setFieldValue('ventureId', event.currentTarget.value || null)}
    />
  );
}

function ContentFields({ form }: { form: DraftForm }) {
  const t = useTranslations('broadcasts.compose');
  const names = useTranslations('broadcasts.placeholders');
  const templates = useQuery(templatesQuery());
  const offered = (templates.data?.items ?? []).filter((template) => template.language === 'en');
  const used = usedPlaceholders(form.values);
  return (
    <>
      {offered.length > 0 && (
        <NativeSelect
          label={t('template')}
          maw={360}
          value={form.values.template ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const template = offered.find((one) => one.code === value);
            form.setValues(template ? fromTemplate(template) : { template: null });
          }}
          data={[
            { value: '', label: t('noTemplate') },
            ...offered.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      )}
      <TextInput label={t('subject')} maxLength={120} required {...form.getInputProps('title')} />
      <Textarea
        label={t('body')}
        description={t('bodyText', { placeholders: placeholders.map((name) => `{${name}}`).join(' ') })}
        autosize
        minRows={4}
        maxLength={4000}
        required
        {...form.getInputProps('text')}
      />
      <TextInput
        label={t('link')}
        description={t('linkText')}
        placeholder="/dashboard"
        maxLength={300}
        {...form.getInputProps('link')}
      />
      {used.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {used.map((name) => (
            <TextInput
              key={name}
              label={t('value', { name: names(name) })}
              maxLength={200}
              value={form.values.values[name] ?? ''}
              onChange={(event) =>
                form.setFieldValue('values', { ...form.values.values, [name]: event.currentTarget.value })
              }
            />
          ))}
        </SimpleGrid>
      )}
    </>
  );
}
