export { addComment, reportComment, withdrawComment } from './commands.server.ts';
export { closeComments, hideComment, keepComment, openComments, showComment } from './moderation.server.ts';
export { getDiscussion, hasDiscussion, listForModeration, listOpenings } from './queries.server.ts';
