export const badgesKey = ['gamification', 'admin', 'badges'];
