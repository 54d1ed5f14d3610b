export { createAccess, type Access, type AccessDeps } from './access.ts';
export { createAuthentication, type Authentication, type AuthenticationDeps } from './authentication.ts';
export type { AuthenticationEvents } from './events.ts';
export type { AccountSink, NewAccount } from './parts.ts';
export { accessRoutes, addKeySetRoute, authenticationRoutes } from './routes.ts';
export type { StepUp } from './sessions.ts';
export * as signInFigures from './figures-store.ts';
