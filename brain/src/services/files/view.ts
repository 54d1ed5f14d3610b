import type { filesWire } from '@smartstart/contract';
import type { FileRow } from './store.ts';

export type FileView = (typeof filesWire.file)['_zod']['output'];

export function toView(row: FileRow): FileView {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: Number(row.size_bytes),
    sha256: row.sha256,
    state: row.state as FileView['state'],
    purpose: row.purpose as FileView['purpose'],
    createdAt: row.created_at.toISOString(),
  };
}
