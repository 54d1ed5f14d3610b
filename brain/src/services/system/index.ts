export { systemRoutes } from './routes.ts';
export { createSystem, type System, type SystemDeps } from './system.ts';
