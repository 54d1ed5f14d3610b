export type { AccountStatus } from './account.ts';
export type { NewAccount } from './accounts.ts';
export type { ConsentChange, ConsentKind } from './consents.ts';
export type { ExportSection } from './exports.ts';
export { userRoutes } from './routes.ts';
export { createUsers, type Person, type StatedProfile, type Users, type UsersDeps } from './users.ts';
export * as accountFigures from './figures-store.ts';
