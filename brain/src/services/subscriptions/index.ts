export { createSubscriptions, type Subscriptions } from './subscriptions.ts';
export { subscriptionRoutes } from './routes.ts';
