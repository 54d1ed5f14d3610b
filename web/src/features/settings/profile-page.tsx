'use client';

import { Alert, Button, Group, Stack } from '@mantine/core';
import type { usersWire } from '@smartstart/contract';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { input, output } from 'zod';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { PhotoSection } from './photo-section';
import { PreferencesSection } from './preferences-section';
import { ProfileForm } from './profile-form';
import { SettingsFrame } from './settings-frame';
import { SkillsSection } from './skills-section';

export type Me = output<typeof usersWire.ownProfile> & { readonly etag?: string };
export type ProfileEdit = input<typeof usersWire.users.editMe.body>;

export function ProfilePage() {
  const me = useMe();
  const [round, setRound] = useState(0);
  return (
    <SettingsFrame page="profile">
      <QueryView query={me} lines={5}>
        {(profile) => (
          <Editor
            key={round}
            start={profile}
            onReload={async () => {
              await me.refetch();
              setRound((value) => value + 1);
            }}
          />
        )}
      </QueryView>
      <SkillsSection />
      <PreferencesSection />
    </SettingsFrame>
  );
}

/**
 * Edits are made on the version the form was filled from, not on whatever a later fetch brought,
 * so that a change made elsewhere in the meantime is noticed and not overwritten.
 */
function Editor({ start, onReload }: { start: Me; onReload: () => Promise<void> }) {
  const t = useTranslations('settings.profile');
  const queryClient = useQueryClient();
  const [me, setMe] = useState(start);
  const edit = useMutation({
    mutationFn: (body: ProfileEdit) => api.users.editMe({ body }, me.etag ? { ifMatch: me.etag } : {}),
    onSuccess: (next) => {
      setMe(next);
      queryClient.setQueryData(['me'], next);
      void queryClient.invalidateQueries({ queryKey: ['journey'] });
    },
  });
  const conflict = hasCode(edit.error, 'EDIT_CONFLICT');
  return (
    <Stack gap="lg">
      {conflict && (
        <Alert color="yellow" role="alert" title={t('conflictTitle')}>
          <Stack gap="sm">
            {t('conflictText')}
            <Group>
              <Button
                variant="default"
                leftSection={<IconRefresh size={16} aria-hidden />}
                onClick={() => void onReload()}
              >
                {t('reload')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <PhotoSection me={me} onSave={(body) => edit.mutateAsync(body)} />
      <ProfileForm me={me} onSave={(body) => edit.mutateAsync(body)} />
    </Stack>
  );
}
