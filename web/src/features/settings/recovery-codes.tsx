'use client';

import { Alert, Button, Checkbox, Code, CopyButton, Group, Modal, SimpleGrid, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { saveFile } from '../../lib/save-file';

/** The one time recovery codes are shown. Closing asks for a tick first, because they cannot be shown again. */
export function RecoveryCodesModal({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useTranslations('settings.recovery');
  const common = useTranslations('common');
  const [kept, setKept] = useState(false);
  const text = codes.join('\n');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('once')}
        </Alert>
        <SimpleGrid cols={2} component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('title')}>
          {codes.map((code) => (
            <li key={code}>
              <Code fz="md">{code}</Code>
            </li>
          ))}
        </SimpleGrid>
        <Group>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={<IconCopy size={16} aria-hidden />}
                data-autofocus
              >
                {copied ? common('copied') : common('copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() =>
              saveFile(
                new Blob([`${t('fileHead')}\n\n${text}\n`], { type: 'text/plain' }),
                'smartstart-recovery-codes.txt',
              )
            }
          >
            {common('download')}
          </Button>
        </Group>
        <Checkbox
          label={t('kept')}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button onClick={onClose} disabled={!kept}>
          {t('done')}
        </Button>
      </Stack>
    </Modal>
  );
}
