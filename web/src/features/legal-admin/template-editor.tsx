'use client';

import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconHistory } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { focusFirst } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { useRefreshOffice, type ManagedTemplate } from './queries';
import type { Base } from './template-base';
import { TemplateClauses } from './template-clauses';
import {
  emptyClause,
  emptyRole,
  kindOf,
  nextVersion,
  partsOf,
  rowsOf,
  type TemplateForm,
} from './template-form';
import { TemplateHead } from './template-head';
import { TemplatePreview } from './template-preview';
import { TemplateProblems } from './template-problems';
import { TemplateRoles } from './template-roles';
import { forget, keep, keptOf } from './template-storage';
import { useTemplateRules } from './template-rules';
import { TemplateVariables } from './template-variables';

interface TemplateEditorProps {
  /** Null for a template that is not there yet. */
  readonly template: ManagedTemplate | null;
  readonly base: Base | null;
}

const keepMs = 800;

/** Writes a version: roles, blanks and clauses beside the text as it reads. The server checks all of it on saving. */
export function TemplateEditor({ template, base }: TemplateEditorProps) {
  const t = useTranslations('legalAdmin.editor');
  const router = useRouter();
  const refresh = useRefreshOffice();
  const { userId } = useSession();
  const code = template?.code ?? null;
  const latest = template?.versions.findLast(({ state }) => state === 'PUBLISHED')?.version ?? null;
  const paper = base?.paper ?? false;
  const rules = useTemplateRules(latest, paper);
  const [kept, setKept] = useState(() => (userId ? keptOf(userId, code) : null));
  const [start] = useState(() => startOf(template, base, latest));
  const keepSoon = useDebouncedCallback((form: TemplateForm) => {
    if (userId) keep(userId, code, form);
  }, keepMs);
  const form = useForm<TemplateForm>({
    initialValues: kept?.form ?? start,
    validate: rules,
    onValuesChange: keepSoon,
  });
  const save = useMutation({
    mutationFn: (values: TemplateForm) => {
      const { version, kind } = values;
      const parts = partsOf(values, paper);
      return code === null
        ? api.legalAdmin.createTemplate({
            body: {
              ...parts,
              version,
              kind,
              code: values.code.trim(),
              name: values.name.trim(),
              purpose: values.purpose.trim(),
            },
          })
        : api.legalAdmin.addVersion({ params: { code }, body: { ...parts, version, kind } });
    },
    onSuccess: (saved, { version }) => {
      // From here on the server has the text.
      keepSoon.cancel();
      if (userId) forget(userId, code);
      refresh();
      notifications.show({ message: t('saved', { version, name: saved.name }), color: 'fir' });
      router.push(`/admin/legal/templates?find=${saved.code}`);
    },
  });
  const startOver = () => {
    keepSoon.cancel();
    if (userId) forget(userId, code);
    form.setValues(start);
    keepSoon.cancel();
    setKept(null);
  };
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="lg">
            {kept && <KeptNote at={kept.at} onStartOver={startOver} />}
            {base?.draft && <Alert color="blue">{t('fromDraft', { version: base.draft })}</Alert>}
            <TemplateHead form={form} fresh={code === null} latest={latest} />
            {!paper && <TemplateRoles form={form} />}
            {!paper && <TemplateVariables form={form} />}
            <TemplateClauses form={form} paper={paper} />
            <TemplateProblems error={save.error} />
            <Stack gap="xs">
              <Group>
                <Button type="submit" loading={save.isPending}>
                  {t('save')}
                </Button>
              </Group>
              <Text size="sm" c="dimmed">
                {t('saveText')}
              </Text>
            </Stack>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <TemplatePreview form={form.values} paper={paper} />
        </Grid.Col>
      </Grid>
    </form>
  );
}

function KeptNote({ at, onStartOver }: { at: string; onStartOver: () => void }) {
  const t = useTranslations('legalAdmin.editor');
  const format = useFormat();
  return (
    <Alert color="blue" icon={<IconHistory aria-hidden />}>
      <Stack gap="xs">
        <Text size="sm">{t('kept', { date: format.dateTime(at) })}</Text>
        <Group>
          <Button size="xs" variant="default" onClick={onStartOver}>
            {t('startOver')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function startOf(template: ManagedTemplate | null, base: Base | null, latest: string | null): TemplateForm {
  const version = base?.draft ?? nextVersion(latest, 'MINOR');
  return {
    code: template?.code ?? '',
    name: template?.name ?? '',
    purpose: template?.purpose ?? '',
    version,
    kind: kindOf(version, latest),
    ...(base ? rowsOf(base) : { roles: [emptyRole()], variables: [], clauses: [emptyClause()] }),
  };
}
