'use client';

import { ActivitySection } from './activity-section';
import { ClosingSection } from './closing-section';
import { ConsentsSection } from './consents-section';
import { ExportSection } from './export-section';
import { SettingsFrame } from './settings-frame';
import { VisibilitySection } from './visibility-section';

export function PrivacyPage() {
  return (
    <SettingsFrame page="privacy">
      <VisibilitySection />
      <ConsentsSection />
      <ExportSection />
      <ActivitySection />
      <ClosingSection />
    </SettingsFrame>
  );
}
