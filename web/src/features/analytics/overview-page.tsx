'use client';

import { Stack } from '@mantine/core';
import { AnalyticsFrame } from './analytics-frame';
import { Dashboards } from './dashboards';
import { LiveSection } from './live-section';

/** `/admin/analytics`: the figures of the platform, by presets, and those of this minute. */
export function OverviewPage() {
  return (
    <AnalyticsFrame page="overview">
      <Stack gap="lg">
        <LiveSection />
        <Dashboards scope="HUB" />
      </Stack>
    </AnalyticsFrame>
  );
}
