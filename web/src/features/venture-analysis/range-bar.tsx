'use client';

import { Box, Text } from '@mantine/core';
import classes from './range-bar.module.css';

interface RangeBarProps {
  /** For drawing only; what is read stands in `alternative` and beside the bar. */
  readonly low: number;
  readonly high: number;
  readonly middle?: number | null;
  /** Ends of the scale. */
  readonly from: number;
  readonly to: number;
  readonly fromText: string;
  readonly toText: string;
  /** Something to compare with, such as the share among all. */
  readonly mark?: { readonly at: number; readonly label: string } | null;
  readonly alternative: string;
}

/** A range on its scale, with its middle as a line and something to compare with as a diamond. */
export function RangeBar({
  low,
  high,
  middle,
  from,
  to,
  fromText,
  toText,
  mark,
  alternative,
}: RangeBarProps) {
  const place = (value: number) =>
    to > from ? Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100)) : 0;
  const [start, end] = [place(low), place(high)];
  return (
    <Box role="img" aria-label={alternative}>
      <div className={classes['track']}>
        <div
          className={classes['range']}
          style={{ insetInlineStart: `${start}%`, width: `max(4px, ${end - start}%)` }}
        />
        {typeof middle === 'number' && (
          <div className={classes['middle']} style={{ insetInlineStart: `${place(middle)}%` }} />
        )}
        {mark && <div className={classes['mark']} style={{ insetInlineStart: `${place(mark.at)}%` }} />}
      </div>
      <div className={classes['ends']}>
        <Text size="xs" c="dimmed">
          {fromText}
        </Text>
        {mark && (
          <Text size="xs" c="dimmed">
            ◆ {mark.label}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {toText}
        </Text>
      </div>
    </Box>
  );
}
