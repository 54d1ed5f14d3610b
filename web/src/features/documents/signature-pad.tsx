'use client';

import { Button, Group, Input, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { PointerEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import classes from './signature-pad.module.css';

/** Drawing area in image pixels. It keeps its size so that the PNG stays far below the 200,000 characters allowed. */
const width = 600;
const height = 200;

/** A box to draw a signature in. Whoever cannot draw signs by typing instead; the panel says so. */
export function SignaturePad({
  value,
  onChange,
  error,
}: {
  value: string | null;
  onChange: (png: string | null) => void;
  error: string | undefined;
}) {
  const t = useTranslations('documents.sign');
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const id = useId();

  useEffect(() => {
    if (value === null) clear(canvas.current);
  }, [value]);

  const place = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    ];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d');
    if (!pen) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    pen.lineWidth = 3;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = '#111';
    pen.beginPath();
    pen.moveTo(...place(event));
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d');
    if (!drawing.current || !pen) return;
    pen.lineTo(...place(event));
    pen.stroke();
  };
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current) return;
    drawing.current = false;
    onChange(event.currentTarget.toDataURL('image/png'));
  };

  return (
    <Input.Wrapper
      label={t('drawLabel')}
      description={t('drawHelp')}
      error={error}
      labelElement="div"
      labelProps={{ id }}
    >
      <canvas
        ref={canvas}
        width={width}
        height={height}
        className={classes.pad}
        role="img"
        aria-labelledby={id}
        data-invalid={error ? true : undefined}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {value ? t('drawn') : t('notDrawn')}
        </Text>
        <Button variant="subtle" size="compact-sm" disabled={!value} onClick={() => onChange(null)}>
          {t('clear')}
        </Button>
      </Group>
    </Input.Wrapper>
  );
}

function clear(canvas: HTMLCanvasElement | null) {
  const pen = canvas?.getContext('2d');
  if (!pen) return;
  // White paper, also in the dark theme: the image is evidence and is looked at later by others.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
}
