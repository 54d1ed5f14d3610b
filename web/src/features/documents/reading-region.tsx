'use client';

import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconVolume } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { LegalText } from './legal-text';
import classes from './legal-text.module.css';
import { useReadAloud } from './read-aloud';

/** Pixels short of the end that still count as the end: zoomed pages scroll in fractions. */
const slack = 8;

/**
 * The whole text in a scrolling, focusable region. `onEnd` is called once the end was scrolled to, read aloud to,
 * or confirmed with the button that stands behind the last line, which a screen reader meets after the text.
 */
export function ReadingRegion({
  html,
  name,
  finished,
  onEnd,
}: {
  html: string;
  name: string;
  finished: boolean;
  onEnd: () => void;
}) {
  const t = useTranslations('documents.reading');
  const region = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [progress, setProgress] = useState(0);
  const speech = useReadAloud(text, useLocale(), onEnd);

  const measure = useCallback(() => {
    const box = region.current;
    if (!box || box.clientHeight === 0) return;
    const room = box.scrollHeight - box.clientHeight;
    setProgress(room <= slack ? 100 : Math.min(100, Math.round((box.scrollTop / room) * 100)));
    if (box.scrollTop >= room - slack) onEnd();
  }, [onEnd]);

  useEffect(() => {
    // A text that fits without scrolling is at its end at once; so is a region that grew with the window.
    const observer = new ResizeObserver(measure);
    if (region.current) observer.observe(region.current);
    return () => observer.disconnect();
  }, [measure, html]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const box = region.current;
    if (!box || event.target !== box) return;
    const page = box.clientHeight * 0.9;
    const moves: Record<string, number> = {
      PageDown: box.scrollTop + page,
      PageUp: box.scrollTop - page,
      ' ': box.scrollTop + page,
      End: box.scrollHeight,
      Home: 0,
    };
    const top = moves[event.key];
    if (top === undefined) return;
    event.preventDefault();
    box.scrollTo({ top });
  };

  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" id="reading-help">
          {t('help')}
        </Text>
        {speech.state !== 'unavailable' && <SpeechButtons speech={speech} />}
      </Group>
      <div
        ref={region}
        className={classes.region}
        role="region"
        aria-label={t('label', { name })}
        aria-describedby="reading-help"
        tabIndex={0}
        onScroll={measure}
        onKeyDown={onKeyDown}
      >
        <LegalText html={html} ref={text} />
        <div className={classes.end}>
          <Text size="sm" mb="xs">
            {t('endOfText')}
          </Text>
          <Button
            variant={finished ? 'default' : 'filled'}
            leftSection={finished ? <IconCheck size={16} aria-hidden /> : undefined}
            onClick={onEnd}
          >
            {finished ? t('confirmed') : t('confirm')}
          </Button>
        </div>
      </div>
      <Progress value={finished ? 100 : progress} aria-label={t('progress')} size="sm" />
    </Stack>
  );
}

function SpeechButtons({ speech }: { speech: ReturnType<typeof useReadAloud> }) {
  const t = useTranslations('documents.reading');
  if (speech.state === 'idle') {
    return (
      <Button
        variant="default"
        size="xs"
        leftSection={<IconVolume size={16} aria-hidden />}
        onClick={speech.start}
      >
        {t('aloud')}
      </Button>
    );
  }
  const paused = speech.state === 'paused';
  return (
    <Button.Group>
      <Button
        variant="default"
        size="xs"
        onClick={paused ? speech.resume : speech.pause}
        leftSection={
          paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
        }
      >
        {paused ? t('resume') : t('pause')}
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={speech.stop}
      >
        {t('stop')}
      </Button>
    </Button.Group>
  );
}
