export { createFiles, quotas, type Files, type FilesDeps, type SystemFile } from './files.ts';
export { fileRoutes } from './routes.ts';
export type { Scanner } from './scanner.ts';
export type { Draft, Storage } from './storage.ts';
