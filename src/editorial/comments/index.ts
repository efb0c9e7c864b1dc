export { canModerate, canOpenComments } from './can.ts';
export { charter, type Comment, type Discussion, type ModeratedComment } from './comment.ts';
