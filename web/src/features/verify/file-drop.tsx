'use client';

import { Button, FileButton, Paper, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconFileSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import classes from './file-drop.module.css';

const accepted = 'application/pdf,application/zip,.pdf,.zip';

/** A file by button or by dropping it anywhere on the page: a drop beside the box would make the browser leave. */
export function FileDrop({ onFile, again }: { onFile: (file: File) => void; again: boolean }) {
  const t = useTranslations('verify.drop');
  const [over, setOver] = useState(false);
  const [several, setSeveral] = useState(false);
  const reset = useRef<() => void>(null);

  const take = (files: readonly File[]) => {
    setSeveral(files.length > 1);
    const [file] = files;
    if (file && files.length === 1) onFile(file);
    // The same file can be chosen again, after it was changed on disk.
    reset.current?.();
  };
  useWindowEvent('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  });
  useWindowEvent('dragleave', (event) => {
    if (event.relatedTarget === null) setOver(false);
  });
  useWindowEvent('drop', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  });

  return (
    <Paper className={classes.drop} data-over={over || undefined}>
      <Stack align="center" gap="sm">
        <IconFileSearch size={36} stroke={1.5} aria-hidden />
        <Text ta="center">{over ? t('release') : t('text')}</Text>
        <FileButton
          resetRef={reset}
          accept={accepted}
          inputProps={{ 'aria-label': t('label') }}
          onChange={(file) => take(file ? [file] : [])}
        >
          {(props) => (
            <Button {...props} size="md">
              {again ? t('another') : t('choose')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" ta="center">
          {t('kinds')}
        </Text>
        <Text size="sm" role="status" c="red">
          {several ? t('several') : ''}
        </Text>
      </Stack>
    </Paper>
  );
}
