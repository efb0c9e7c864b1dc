export { inOrder } from './rules.ts';
export { taskKinds, taskLabels, type Task, type TaskKind } from './task.ts';
