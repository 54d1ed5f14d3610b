'use client';

import { Button, Checkbox, Group, Paper, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { emptyRole, limits, type FormOf } from './template-form';

/** Who takes part in an agreement, each by the word the text has for them. */
export function TemplateRoles({ form }: { form: FormOf }) {
  const t = useTranslations('legalAdmin.editor');
  const { roles } = form.values;
  return (
    <Section title={t('roles')} text={t('rolesText', { mark: '{{party:lender}}' })}>
      <PlainList label={t('roles')}>
        {roles.map((role, index) => (
          <Paper key={role.key} component="li" withBorder p="sm">
            <Stack gap="sm">
              <Group align="flex-start" gap="sm">
                <TextInput
                  {...form.getInputProps(`roles.${index}.name`)}
                  label={t('roleName')}
                  description={t('roleNameHint')}
                  required
                  flex="1 1 10rem"
                  maxLength={60}
                  autoComplete="off"
                  spellCheck={false}
                />
                <TextInput
                  {...form.getInputProps(`roles.${index}.label`)}
                  label={t('roleLabel')}
                  description={t('roleLabelHint')}
                  required
                  flex="1 1 10rem"
                  maxLength={60}
                />
              </Group>
              <Group justify="space-between" gap="xs">
                <Checkbox
                  label={t('roleCreator')}
                  checked={role.creator}
                  onChange={(event) => {
                    const { checked } = event.currentTarget;
                    // At most one part is that of whoever makes the document.
                    form.setFieldValue(
                      'roles',
                      roles.map((one, at) => ({ ...one, creator: at === index && checked })),
                    );
                  }}
                />
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  disabled={roles.length === 1}
                  aria-label={t('removeNamed', { name: role.label || role.name || String(index + 1) })}
                  onClick={() => form.removeListItem('roles', index)}
                >
                  {t('remove')}
                </Button>
              </Group>
            </Stack>
          </Paper>
        ))}
      </PlainList>
      <Group>
        <Button
          variant="default"
          disabled={roles.length >= limits.roles}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => form.insertListItem('roles', emptyRole())}
        >
          {t('addRole')}
        </Button>
      </Group>
    </Section>
  );
}
