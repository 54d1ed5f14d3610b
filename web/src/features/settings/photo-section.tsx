'use client';

import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { filesWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { IconPhotoUp, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';
import { PersonPhoto } from '../../components/person-photo';
import { Section } from '../../components/section';
import { api, upload } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import type { Me, ProfileEdit } from './profile-page';

type StoredFile = output<typeof filesWire.file>;

const largestBytes = 5 * 1024 * 1024;
const checkEveryMs = 500;
const checks = 20;

/** Why a chosen picture was not taken, in the page's own words. */
class PhotoRefused extends Error {
  constructor(readonly reason: 'tooLarge' | 'quarantined') {
    super(reason);
  }
}

export function PhotoSection({ me, onSave }: { me: Me; onSave: (body: ProfileEdit) => Promise<Me> }) {
  const t = useTranslations('settings.profile');
  const common = useTranslations('common');
  const save = useMutation({
    mutationFn: async (picture: File | null) =>
      onSave({ photoFileId: picture ? (await store(picture)).id : null }),
    onSuccess: () => notifications.show({ message: common('saved'), color: 'fir' }),
  });
  const shown =
    save.error instanceof PhotoRefused || hasCode(save.error, 'EDIT_CONFLICT') ? null : save.error;
  return (
    <Section title={t('photoTitle')}>
      <Group gap="lg">
        <PersonPhoto name={me.name} fileId={me.photoFileId} size={88} />
        <Stack gap="xs">
          <Group gap="sm">
            <FileButton
              accept="image/png,image/jpeg,image/webp"
              onChange={(picture) => picture && save.mutate(picture)}
            >
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  loading={save.isPending}
                  leftSection={<IconPhotoUp size={16} aria-hidden />}
                >
                  {me.photoFileId ? t('photoChange') : t('photoAdd')}
                </Button>
              )}
            </FileButton>
            {me.photoFileId && (
              <Button
                variant="subtle"
                color="red"
                disabled={save.isPending}
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => save.mutate(null)}
              >
                {t('photoRemove')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('photoHint')}
          </Text>
        </Stack>
      </Group>
      {save.error instanceof PhotoRefused && (
        <Text role="alert" c="red" size="sm">
          {t(`photoRefused.${save.error.reason}`)}
        </Text>
      )}
      {shown && <ProblemAlert error={shown} />}
    </Section>
  );
}

/** Sends the picture and waits until the server has looked at it. */
async function store(picture: File): Promise<StoredFile> {
  if (picture.size > largestBytes) throw new PhotoRefused('tooLarge');
  const link = await api.files.uploadLink({
    body: { name: picture.name.slice(-200), sizeBytes: picture.size, purpose: 'PHOTO' },
  });
  let file = await upload<StoredFile>(link.path, picture);
  for (let check = 0; check < checks && (file.state === 'UPLOADED' || file.state === 'SCANNING'); check++) {
    await new Promise((done) => setTimeout(done, checkEveryMs));
    const { items } = await api.files.list({});
    file = items.find(({ id }) => id === file.id) ?? file;
  }
  if (file.state === 'QUARANTINED') throw new PhotoRefused('quarantined');
  return file;
}
