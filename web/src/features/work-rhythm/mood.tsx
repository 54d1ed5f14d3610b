'use client';

import { Group, Text } from '@mantine/core';
import {
  IconMoodAnnoyed,
  IconMoodHappy,
  IconMoodNeutral,
  IconMoodSad,
  IconMoodSmile,
  type TablerIcon,
} from '@tabler/icons-react';
import { ratingOf, useScale, type Rating } from './scales';

const icons: Record<Rating, TablerIcon> = {
  1: IconMoodSad,
  2: IconMoodAnnoyed,
  3: IconMoodNeutral,
  4: IconMoodSmile,
  5: IconMoodHappy,
};

/** A mood as its word, with a face beside it. */
export function Mood({ mood }: { mood: number }) {
  const { word } = useScale('mood');
  const MoodIcon = icons[ratingOf(mood)];
  return (
    <Group component="span" display="inline-flex" gap={6} wrap="nowrap">
      <MoodIcon size={20} aria-hidden style={{ flexShrink: 0 }} />
      <Text span inherit>
        {word(mood)}
      </Text>
    </Group>
  );
}
