'use client';

import { Alert, Anchor, Group, List, Loader, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconCircleCheck, IconListCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { LegalText } from '../documents/legal-text';
import classes from './preview.module.css';

export interface Gap {
  /** Where the field is. */
  readonly fieldId: string;
  readonly label: string;
  readonly message: string;
}

interface PreviewPaneProps {
  readonly html: string | null;
  readonly name: string;
  readonly standard: boolean;
  readonly behind: boolean;
  readonly error: unknown;
  readonly gaps: readonly Gap[];
  readonly onGo: (fieldId: string) => void;
}

/** The text as it reads now, and what it still lacks. */
export function PreviewPane({ html, name, standard, behind, error, gaps, onGo }: PreviewPaneProps) {
  const t = useTranslations('agreements.preview');
  const pane = useRef<HTMLDivElement>(null);
  const place = useRef(0);
  // A new text takes the old one's place; the reader stays where they were.
  useLayoutEffect(() => {
    if (pane.current) pane.current.scrollTop = place.current;
  }, [html]);
  return (
    <Stack gap="sm">
      <GapList gaps={gaps} onGo={onGo} />
      {!standard && (
        <Text size="sm" c="dimmed">
          {t('own')}
        </Text>
      )}
      {error ? <ProblemAlert error={error} title={t('failed')} /> : null}
      <div
        ref={pane}
        className={classes.pane}
        role="region"
        aria-label={t('label', { name })}
        aria-busy={behind}
        tabIndex={0}
        onScroll={(event) => {
          place.current = event.currentTarget.scrollTop;
        }}
      >
        {html === null ? (
          <Group gap="sm">
            <Loader size="sm" aria-hidden />
            <Text size="sm">{t('loading')}</Text>
          </Group>
        ) : (
          <LegalText html={html} />
        )}
      </div>
      <VisuallyHidden role="status">{t('gaps', { count: gaps.length })}</VisuallyHidden>
    </Stack>
  );
}

function GapList({ gaps, onGo }: Pick<PreviewPaneProps, 'gaps' | 'onGo'>) {
  const t = useTranslations('agreements.preview');
  if (gaps.length === 0)
    return (
      <Alert color="green" icon={<IconCircleCheck aria-hidden />}>
        {t('complete')}
      </Alert>
    );
  return (
    <Alert color="yellow" icon={<IconListCheck aria-hidden />} title={t('gaps', { count: gaps.length })}>
      <List size="sm" spacing={4} mah={180} style={{ overflowY: 'auto' }}>
        {gaps.map((gap) => (
          <List.Item key={`${gap.fieldId} ${gap.message}`}>
            <Anchor
              size="sm"
              c="inherit"
              underline="always"
              href={`#${gap.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                onGo(gap.fieldId);
              }}
            >
              {gap.label}
            </Anchor>
            {': '}
            {gap.message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
