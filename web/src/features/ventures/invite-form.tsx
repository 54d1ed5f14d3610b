'use client';

import {
  Alert,
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
import { venturesWire, wire } from '@smartstart/contract';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { api, newKey } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { fieldErrors, hasCode, ProblemAlert } from '../../lib/problem';
import { CostNote } from '../rewards/cost';
import { useRefreshVentures } from './queries';
import type { InvitableRole } from './types';

interface Values {
  email: string;
  role: InvitableRole;
  message: string;
}

/** Co-owners are invited by the owner alone. */
export function InviteForm({ ventureId, owner }: { ventureId: string; owner: boolean }) {
  const t = useTranslations('ventures');
  const refresh = useRefreshVentures();
  const form = useForm<Values>({
    initialValues: { email: '', role: 'CONTRIBUTOR', message: '' },
    validate: {
      email: (value) => (wire.email.safeParse(value.trim()).success ? null : t('invite.emailWrong')),
    },
  });
  const intention = useRef<{ body: string; key: string } | null>(null);
  const invite = useMutation({
    mutationFn: (values: Values) => {
      const body = { ...values, email: values.email.trim(), message: values.message.trim() };
      if (intention.current?.body !== JSON.stringify(body))
        intention.current = { body: JSON.stringify(body), key: newKey() };
      return api.ventures.invite({ params: { ventureId }, body }, { idempotencyKey: intention.current.key });
    },
    onSuccess: async () => {
      intention.current = null;
      form.reset();
      await refresh();
    },
    onError: (error) => {
      if (!hasCode(error, 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT')) intention.current = null;
      applyErrors(form, error);
    },
  });
  const wholeFailure = invite.isError && Object.keys(fieldErrors(invite.error)).length === 0;
  return (
    <Card component="section" aria-labelledby="invite-heading">
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => invite.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          <Title order={2} size="h4" id="invite-heading">
            {t('invite.title')}
          </Title>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <TextInput
              type="email"
              label={t('invite.email')}
              required
              autoComplete="off"
              maxLength={254}
              miw={200}
              {...form.getInputProps('email')}
            />
            <NativeSelect
              label={t('invite.role')}
              miw={160}
              data={venturesWire.invitableRole.options
                .filter((role) => owner || role !== 'CO_OWNER')
                .map((value) => ({ value, label: t(`role.${value}`) }))}
              {...form.getInputProps('role')}
            />
          </Group>
          <Text size="sm" c="dimmed" mt={-8}>
            {t(`roleHelp.${form.values.role}`)}
          </Text>
          <Textarea
            label={t('invite.message')}
            description={t('invite.messageHelp')}
            maxLength={500}
            autosize
            minRows={2}
            {...form.getInputProps('message')}
          />
          <CostNote action="member-invite" />
          {wholeFailure && <ProblemAlert error={invite.error} />}
          <div role="status">
            {invite.isSuccess && <Alert>{t('invite.sent', { email: invite.data.email ?? '' })}</Alert>}
          </div>
          <div>
            <Button type="submit" loading={invite.isPending} leftSection={<IconSend size={18} aria-hidden />}>
              {t('invite.submit')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
