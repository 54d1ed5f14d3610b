'use client';

import { Button, Group, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { OpenModal } from '../../components/open-modal';

interface Props {
  title: string;
  saving: boolean;
  children: ReactNode;
  onSave: () => void;
  onClose: () => void;
}

export function RoleDialog({ title, saving, children, onSave, onClose }: Props) {
  const t = useTranslations('ventures');
  return (
    <OpenModal onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <Stack>
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('confirm.cancel')}
            </Button>
            <Button type="submit" loading={saving}>
              {t('members.roleSave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenModal>
  );
}
