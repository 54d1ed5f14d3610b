'use client';

import {
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { FormModal } from '../../components/form-modal';
import { OpenModal } from '../../components/open-modal';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import { placeholders } from './message-form';
import { key, templateQuery, templatesQuery, type Template } from './queries';

const nothing = { code: '', language: 'en', name: '', title: '', text: '', link: '' };

/** Texts the hub uses again; each save is a version. */
export function Templates() {
  const t = useTranslations('broadcasts.templates');
  const query = useQuery(templatesQuery());
  const [editing, setEditing] = useState<Template | 'new' | null>(null);
  const [versionsOf, setVersionsOf] = useState<Template | null>(null);
  return (
    <Section title={t('title')} text={t('text')}>
      <Group>
        <Button onClick={() => setEditing('new')}>{t('add')}</Button>
      </Group>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <PlainList label={t('title')}>
              {items.map((template) => (
                <li key={`${template.code} ${template.language}`}>
                  <TemplateCard
                    template={template}
                    onEdit={() => setEditing(template)}
                    onVersions={() => setVersionsOf(template)}
                  />
                </li>
              ))}
            </PlainList>
          )
        }
      </QueryView>
      {editing && (
        <TemplateForm template={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {versionsOf && <Versions template={versionsOf} onClose={() => setVersionsOf(null)} />}
    </Section>
  );
}

function TemplateCard({
  template,
  onEdit,
  onVersions,
}: {
  template: Template;
  onEdit: () => void;
  onVersions: () => void;
}) {
  const t = useTranslations('broadcasts.templates');
  const format = useFormat();
  const named = { name: `${template.name} (${template.language})` };
  return (
    <Card withBorder component="article">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem">
          <Group gap="xs">
            <Title order={3} size="h5">
              {template.name}
            </Title>
            <Badge variant="outline" c="var(--mantine-color-text)">
              {template.language}
            </Badge>
          </Group>
          <Text size="sm">{template.title}</Text>
          <Text size="sm" c="dimmed">
            {t('version', { version: template.version, date: format.dateTime(template.createdAt) })}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button variant="default" size="compact-md" aria-label={t('editNamed', named)} onClick={onEdit}>
            {t('edit')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            aria-label={t('versionsNamed', named)}
            onClick={onVersions}
          >
            {t('versions')}
          </Button>
        </Group>
      </Group>
    </Card>
  );
}

function TemplateForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useTranslations('broadcasts.templates');
  const client = useQueryClient();
  const form = useForm({
    initialValues: template ? { ...template, link: template.link ?? '' } : nothing,
    validate: {
      code: (value) => (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length >= 3 ? null : t('codeWrong')),
      name: (value) => (value.trim() ? null : t('missing')),
      title: (value) => (value.trim() ? null : t('missing')),
      text: (value) => (value.trim() ? null : t('missing')),
    },
  });
  const save = useMutation({
    mutationFn: ({ code, language, name, title, text, link }: typeof nothing) =>
      api.broadcasts.saveTemplate({
        params: { templateCode: code },
        body: { language, name, title, text, link: link.trim() || null, basedOn: template?.version ?? 0 },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [key, 'templates'] });
      notifications.show({ message: t('saved') });
      onClose();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={template ? t('edit') : t('add')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={({ code, language, name, title, text, link }) =>
        save.mutate({ code, language, name, title, text, link })
      }
    >
      {!template && (
        <Group align="flex-start" grow>
          <TextInput label={t('code')} description={t('codeText')} required {...form.getInputProps('code')} />
          <NativeSelect
            label={t('language')}
            description={t('languageText')}
            data={['en', 'fr', 'de', 'es']}
            {...form.getInputProps('language')}
          />
        </Group>
      )}
      <TextInput label={t('name')} maxLength={80} required {...form.getInputProps('name')} />
      <TextInput label={t('subject')} maxLength={120} required {...form.getInputProps('title')} />
      <Textarea
        label={t('body')}
        description={t('bodyText', { placeholders: placeholders.map((name) => `{${name}}`).join(' ') })}
        autosize
        minRows={5}
        maxLength={4000}
        required
        {...form.getInputProps('text')}
      />
      <TextInput label={t('link')} maxLength={300} placeholder="/dashboard" {...form.getInputProps('link')} />
    </FormModal>
  );
}

function Versions({ template, onClose }: { template: Template; onClose: () => void }) {
  const t = useTranslations('broadcasts.templates');
  const format = useFormat();
  const query = useQuery(templateQuery(template.code));
  return (
    <OpenModal onClose={onClose} title={t('versionsOf', { name: template.name })} size="lg">
      <QueryView query={query}>
        {({ versions }) => (
          <Stack>
            {versions
              .filter((one) => one.language === template.language)
              .map((one) => (
                <Card key={one.version} withBorder padding="sm">
                  <Text size="sm" c="dimmed">
                    {t('version', { version: one.version, date: format.dateTime(one.createdAt) })}
                  </Text>
                  <Text fw={600}>{one.title}</Text>
                  <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                    {one.text}
                  </Text>
                </Card>
              ))}
          </Stack>
        )}
      </QueryView>
    </OpenModal>
  );
}
