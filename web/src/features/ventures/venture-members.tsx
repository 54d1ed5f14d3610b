'use client';

import {
  ActionIcon,
  Alert,
  Anchor,
  Avatar,
  Button,
  Card,
  Group,
  Menu,
  NativeSelect,
  Skeleton,
  Stack,
  Text,
} from '@mantine/core';
import { venturesWire } from '@smartstart/contract';
import { IconDots, IconSignature } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { signDocumentHref } from '../documents/links';
import { CostNote } from '../rewards/cost';
import { ConfirmModal } from './confirm-modal';
import { RoleDialog } from './role-dialog';
import { membersQuery, useRefreshVentures } from './queries';
import { may, type InvitableRole, type Member, type Venture } from './types';
import { MemberStateBadge, RoleBadge } from './venture-badges';
import { PlainList } from '../documents/plain-list';

/** Members with role and state; for the owner also what waits for a countersignature. */
export function VentureMembers({ venture, onInvite }: { venture: Venture; onInvite: () => void }) {
  const t = useTranslations('ventures.members');
  const members = useQuery(membersQuery(venture.id));
  if (members.isLoadingError)
    return <ProblemAlert error={members.error} onRetry={() => void members.refetch()} />;
  if (!members.data) return <Skeleton height={200} aria-hidden />;
  const awaiting = members.data.items.flatMap((member) => member.awaitingOwner);
  return (
    <Stack>
      {awaiting.length > 0 && <Alert color="orange">{t('awaiting', { count: awaiting.length })}</Alert>}
      <PlainList label={t('label')}>
        {members.data.items.map((member) => (
          <li key={member.userId}>
            <MemberRow venture={venture} member={member} />
          </li>
        ))}
      </PlainList>
      {members.data.items.length <= 1 && may(venture, 'invite') && (
        <Empty
          title={t('aloneTitle')}
          text={t('aloneText')}
          action={<Button onClick={onInvite}>{t('aloneAction')}</Button>}
        />
      )}
    </Stack>
  );
}

function MemberRow({ venture, member }: { venture: Venture; member: Member }) {
  const t = useTranslations('ventures.members');
  const format = useFormat();
  const { userId } = useSession();
  // Co-owners are named and removed by the owner alone.
  const manages =
    may(venture, 'manage-members') &&
    member.userId !== userId &&
    member.role !== 'OWNER' &&
    (venture.myRole === 'OWNER' || member.role !== 'CO_OWNER');
  return (
    <Card padding="sm">
      <Group wrap="nowrap" align="flex-start">
        <Avatar name={member.name} color="initials" aria-hidden />
        <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            {member.userId === userId ? (
              <Text fw={600}>{t('you', { name: member.name })}</Text>
            ) : (
              <Anchor component={Link} href={`/people/${member.userId}`} fw={600}>
                {member.name}
              </Anchor>
            )}
            <RoleBadge role={member.role} />
            <MemberStateBadge state={member.state} />
          </Group>
          <Text size="sm" c="dimmed">
            {t('since', { date: format.date(member.joinedAt) })}
          </Text>
          {member.missingPapers.length > 0 && (
            <Text size="sm">{t('missing', { codes: member.missingPapers.join(', ') })}</Text>
          )}
          {member.awaitingOwner.length > 0 && (
            <Group gap="xs" mt={4}>
              {member.awaitingOwner.map((documentId, index) => (
                <Button
                  key={documentId}
                  component={Link}
                  size="xs"
                  leftSection={<IconSignature size={16} aria-hidden />}
                  href={signDocumentHref(documentId, `/ventures/${venture.id}`)}
                  aria-label={t('countersignNamed', { name: member.name, number: index + 1 })}
                >
                  {member.awaitingOwner.length > 1
                    ? t('countersignNumber', { number: index + 1 })
                    : t('countersign')}
                </Button>
              ))}
            </Group>
          )}
        </Stack>
        {manages && <MemberMenu venture={venture} member={member} />}
      </Group>
    </Card>
  );
}

function MemberMenu({ venture, member }: { venture: Venture; member: Member }) {
  const t = useTranslations('ventures.members');
  const [open, setOpen] = useState<'role' | 'remove' | null>(null);
  const refresh = useRefreshVentures();
  const params = { ventureId: venture.id, userId: member.userId };
  return (
    <>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="inherit"
            size="lg"
            aria-label={t('menu', { name: member.name })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('role')}>{t('changeRole')}</Menu.Item>
          <Menu.Item onClick={() => setOpen('remove')}>{t('remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'remove' && (
        <ConfirmModal
          title={t('removeTitle', { name: member.name })}
          text={t('removeText')}
          note={<CostNote action="member-remove" />}
          confirm={t('remove')}
          danger
          onClose={() => setOpen(null)}
          run={() => api.ventures.removeMember({ params })}
          onDone={() => void refresh()}
        />
      )}
      {open === 'role' && (
        <RoleModal
          member={member}
          params={params}
          owner={venture.myRole === 'OWNER'}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function RoleModal({
  member,
  params,
  owner,
  onClose,
}: {
  member: Member;
  params: { ventureId: string; userId: string };
  owner: boolean;
  onClose: () => void;
}) {
  const t = useTranslations('ventures');
  const refresh = useRefreshVentures();
  const [role, setRole] = useState<InvitableRole>(member.role === 'OWNER' ? 'CONTRIBUTOR' : member.role);
  const change = useMutation({
    mutationFn: () => api.ventures.changeRole({ params, body: { role } }),
    onSuccess: async () => {
      onClose();
      await refresh();
    },
  });
  return (
    <RoleDialog
      title={t('members.roleTitle', { name: member.name })}
      onClose={onClose}
      onSave={() => change.mutate()}
      saving={change.isPending}
    >
      <NativeSelect
        label={t('members.role')}
        value={role}
        data-autofocus
        onChange={(event) => setRole(event.currentTarget.value as InvitableRole)}
        data={venturesWire.invitableRole.options
          .filter((one) => owner || one !== 'CO_OWNER')
          .map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <Text size="sm" c="dimmed">
        {t(`roleHelp.${role}`)}
      </Text>
      {change.isError && <ProblemAlert error={change.error} />}
    </RoleDialog>
  );
}
