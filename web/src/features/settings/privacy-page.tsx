'use client';

import { BoardsSetting } from '../gamification/boards-setting';
import { PredictionsSetting } from '../insights/predictions-part';
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
      <BoardsSetting />
      <ConsentsSection />
      <PredictionsSetting />
      <ExportSection />
      <ActivitySection />
      <ClosingSection />
    </SettingsFrame>
  );
}
