import type { communityWire, networkWire } from '@smartstart/contract';
import type { output } from 'zod';

export type FeedItem = output<typeof communityWire.feedItem>;
export type FeedKind = output<typeof communityWire.feedKind>;
export type Idea = output<typeof communityWire.idea>;
export type IdeaState = output<typeof communityWire.ideaState>;
export type IdeaEvent = output<typeof communityWire.ideaEvent>;
export type Poll = output<typeof communityWire.poll>;
export type Kudos = output<typeof communityWire.kudos>;
export type KudosCategory = output<typeof communityWire.kudosCategory>;
export type Connection = output<typeof networkWire.connection>;
export type Tie = output<typeof networkWire.tie>;
