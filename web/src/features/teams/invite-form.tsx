'use client';

import { NativeSelect, SegmentedControl, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { wire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { PersonSelect, type Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useIntention } from '../buz/intention';
import { useRefreshTeams } from './queries';
import type { Invitation, Place } from './types';

type Role = Invitation['role'];
const byLead: readonly Role[] = ['MEMBER', 'SENIOR', 'JUNIOR', 'OBSERVER'];
const bySenior: readonly Role[] = ['MEMBER', 'JUNIOR', 'OBSERVER'];

interface Values {
  way: 'email' | 'person';
  email: string;
  userId: Person | null;
  role: Role;
  message: string;
}

interface InviteFormProps {
  readonly place: Place;
  /** Gives every role: the LEAD of a team, the OWNER of a company. */
  readonly leads: boolean;
  readonly onClose: () => void;
}

/** Invites by an address, or by a profile. */
export function InviteForm({ place, leads, onClose }: InviteFormProps) {
  const t = useTranslations('teams.invitations');
  const roles = useTranslations('teams.role');
  const roleText = useTranslations('teams.roleText');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const company = 'companyId' in place;
  const offered: readonly Role[] = company
    ? leads
      ? ['MEMBER', 'MANAGER']
      : ['MEMBER']
    : leads
      ? byLead
      : bySenior;
  const form = useForm<Values>({
    initialValues: { way: 'email', email: '', userId: null, role: 'MEMBER', message: '' },
    validate: {
      email: (value, { way }) =>
        way === 'person' || wire.email.safeParse(value.trim()).success ? null : t('emailWrong'),
      userId: (value, { way }) => (way === 'person' && !value ? t('personWrong') : null),
    },
  });
  const invite = useMutation({
    mutationFn: ({ way, email, userId, role, message }: Values) => {
      const to = way === 'email' ? { email: email.trim() } : { userId: userId!.id };
      const body = { ...place, ...to, role, message: message.trim() };
      return api.teamInvitations.invite({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('done') });
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  const { way, role } = form.values;
  return (
    <FormModal
      title={t('formTitle')}
      confirm={t('send')}
      form={form}
      busy={invite.isPending}
      error={invite.error}
      onSubmit={(values) => invite.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t(company ? 'formTextCompany' : 'formText')}</Text>
      <SegmentedControl
        aria-label={t('way')}
        value={way}
        onChange={(value) => form.setFieldValue('way', value as Values['way'])}
        data={(['email', 'person'] as const).map((value) => ({ value, label: t(`ways.${value}`) }))}
      />
      {way === 'email' ? (
        <TextInput
          {...form.getInputProps('email')}
          type="email"
          label={t('email')}
          required
          autoComplete="off"
          maxLength={254}
        />
      ) : (
        <PersonSelect
          label={t('person')}
          required
          others
          value={form.values.userId}
          error={form.errors['userId']}
          onChange={(person) => form.setFieldValue('userId', person)}
        />
      )}
      <NativeSelect
        {...form.getInputProps('role')}
        label={t('role')}
        description={roleText(role)}
        data={offered.map((value) => ({ value, label: roles(value) }))}
      />
      <Textarea
        {...form.getInputProps('message')}
        label={t('message')}
        maxLength={500}
        autosize
        minRows={2}
      />
    </FormModal>
  );
}
